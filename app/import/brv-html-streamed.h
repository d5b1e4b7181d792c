/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>

#include <glib.h>

G_BEGIN_DECLS

void brv_html_streamed_place (xmlDocPtr document);

G_END_DECLS
