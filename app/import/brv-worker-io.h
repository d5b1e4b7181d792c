/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean brv_worker_io_write (int fd, const void *data, gsize length);

G_END_DECLS
