/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a ZIP file, unpacked into memory: what DOCX, ODT and EPUB files are. */
typedef struct _BrvPackage BrvPackage;

/* What a package may hold. A package of a megabyte that unpacks to a gigabyte is an attack. */
typedef struct
{
  guint max_parts;
  gsize max_bytes;      /* of all parts unpacked */
  guint max_ratio;      /* of unpacked bytes to the file's, */
  gsize max_free_bytes; /* where more than this is unpacked */
} BrvPackageLimits;

#define BRV_PACKAGE_LIMITS_DEFAULT \
  ((BrvPackageLimits){ 20000, (gsize)256 * 1024 * 1024, 100, (gsize)16 * 1024 * 1024 })

/* The message of the error where a package passes its limits. */
#define BRV_PACKAGE_TOO_LARGE "unpacks to too much"

/* Whether a part is unpacked; asked by its tidy name. */
typedef gboolean (*BrvPackageFilter) (const char *name);

BrvPackage *brv_package_open (GBytes *bytes,
                              BrvPackageFilter wanted,
                              const BrvPackageLimits *limits,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_package_free (BrvPackage *self);

GBytes *brv_package_get (const BrvPackage *self, const char *name);
gboolean brv_package_is_encrypted (const BrvPackage *self);
guint brv_package_get_n_parts (const BrvPackage *self);

char *brv_package_resolve (const char *base, const char *reference) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPackage, brv_package_free)

G_END_DECLS
