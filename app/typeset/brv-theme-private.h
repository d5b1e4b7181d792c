/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-theme.h"

G_BEGIN_DECLS

struct _BrvTheme
{
  BrvThemePage page;
  BrvLook looks[BRV_N_LOOKS];
};

G_END_DECLS
