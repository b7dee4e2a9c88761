/* zlib, as the distribution ships it. The initialisers are macros in C; each use has a name here. */
#include <zlib.h>

static inline int sol_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
