/* zlib, as the distribution ships it. */
#include <zlib.h>
