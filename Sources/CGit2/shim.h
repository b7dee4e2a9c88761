/* libgit2, as the distribution ships it. */
#include <git2.h>
#include <git2/sys/config.h>
#include <git2/sys/odb_backend.h>
