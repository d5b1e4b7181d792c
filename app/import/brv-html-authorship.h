/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-reader.h"

G_BEGIN_DECLS

void brv_html_authorship_read_authors (BrvHtmlReader *self);
void brv_html_authorship_read_dates (BrvHtmlReader *self);

G_END_DECLS
