/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page or a text from the clipboard or a drag, and where it says that it is from. */
typedef struct
{
  GBytes *bytes;
  char *media_type;
  char *address; /* (nullable) */
} BrvPasted;

void brv_pasted_free (BrvPasted *self);

void brv_pasted_reader_add_types (GdkContentFormatsBuilder *builder);
void brv_pasted_reader_read_clipboard (GdkClipboard *clipboard,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void brv_pasted_reader_read_drop (GdkDrop *drop,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BrvPasted *brv_pasted_reader_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvPasted, brv_pasted_free)

G_END_DECLS
