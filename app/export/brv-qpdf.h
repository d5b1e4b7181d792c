/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* The library qpdf, which only an export needs: the program is not linked with it, and it is loaded
 * here, before one of its functions is called. */
qpdf_data brv_qpdf_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
