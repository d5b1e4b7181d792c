/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "model/brv-fragment.h"

G_BEGIN_DECLS

/* The format under which a fragment travels between processes. */
#define BRV_FRAGMENT_MEDIA_TYPE "application/vnd.brevier.fragment+json"

#define BRV_TYPE_FRAGMENT (brv_fragment_get_type ())
GType brv_fragment_get_type (void);

GdkContentProvider *
brv_clipboard_new_provider (const BrvFragment *fragment) G_GNUC_WARN_UNUSED_RESULT;
void brv_clipboard_register (void);

G_END_DECLS
