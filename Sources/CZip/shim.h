/* libzip, as the distribution ships it. */
#include <zip.h>
