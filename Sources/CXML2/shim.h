/* libxml2, as the distribution ships it. Its ICU fields pull in headers that collide with those of the Swift toolchain;
   nothing here touches them. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
