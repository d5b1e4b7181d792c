/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-reader.h"

G_BEGIN_DECLS

void brv_html_republished_read (BrvHtmlReader *self);

G_END_DECLS
