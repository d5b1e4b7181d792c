/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a change is, for coalescing: only these but OTHER fold into the step before. */
typedef enum
{
  BRV_EDIT_OTHER,
  BRV_EDIT_TYPE,
  BRV_EDIT_ERASE,
  BRV_EDIT_IMPORT, /* more sources at the end, as they come out of a long import */
} BrvEditKind;

G_END_DECLS
