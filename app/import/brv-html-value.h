/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-html-page.h"

G_BEGIN_DECLS

/* Values of leaves, in words of prose: that of any in an embedded post, and that of which a leaf is
 * text, whatever stands around it. */
#define BRV_HTML_POST_VALUE 1.0
#define BRV_HTML_GOOD_VALUE 6.0

/* A sentence has so many words at least. */
#define BRV_HTML_MIN_SENTENCE 12
/* With more of its words in links a leaf leads elsewhere. */
#define BRV_HTML_MAX_LINK_DENSITY .6

BrvFurniture brv_html_leaf_judge (BrvLeaf *leaf);
double brv_html_value_leaf (BrvLeaf *leaf, gboolean in_item, gboolean in_post);
double brv_html_link_density (const BrvLeaf *leaf);
gboolean brv_html_ends_like_prose (const char *text);
gboolean brv_html_is_data (const BrvLeaf *leaf);

G_END_DECLS
