/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_TYPESET_ERROR (brv_typeset_error_quark ())
GQuark brv_typeset_error_quark (void);

typedef enum
{
  BRV_TYPESET_ERROR_THEME, /* the theme cannot be read or is not valid */
  BRV_TYPESET_ERROR_FONT,  /* no font at all can be found */
} BrvTypesetError;

G_END_DECLS
