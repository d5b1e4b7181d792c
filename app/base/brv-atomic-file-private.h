/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sys/stat.h>

#include "base/brv-atomic-file.h"

G_BEGIN_DECLS

/* A file on its way into the place of another. */
typedef struct
{
  const char *given; /* as the caller wrote it, for messages */
  char *path;        /* where the last symbolic link leads */
  char *folder;
  char *temporary;       /* path of the new file; NULL while it has no name */
  int fd;                /* of the new file */
  gboolean had_old;      /* whether there is a file to replace */
  gboolean is_refused;   /* the folder takes no new file, or none in place of the old one */
  struct stat old_state; /* of that file */
} BrvReplacement;

void brv_replacement_clear (BrvReplacement *self);

gboolean brv_replacement_fail (GError **error, int code, const char *path);
gboolean brv_replacement_inspect (BrvReplacement *self, GError **error);
gboolean brv_replacement_run (BrvReplacement *self,
                              GBytes *contents,
                              BrvAtomicFileFlags flags,
                              BrvFileIdentity *identity,
                              GCancellable *cancellable,
                              GError **error);
gboolean brv_replacement_write (BrvReplacement *self,
                                GBytes *contents,
                                GCancellable *cancellable,
                                GError **error);
gboolean brv_replacement_verify (BrvReplacement *self,
                                 GBytes *contents,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvReplacement, brv_replacement_clear)

G_END_DECLS
