/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

guint brv_text_cluster_find_start (const BrvTextParts *self, guint index);
guint brv_text_cluster_find_end (const BrvTextParts *self, guint index);
gboolean brv_text_cluster_is_date_line (const BrvTextPart *item);
gboolean brv_text_cluster_is_foot (const BrvTextParts *self, guint index);
gboolean brv_text_cluster_is_teaser (const BrvTextParts *self, guint index, guint median);
guint brv_text_clusters_measure (const BrvTextParts *self);

G_END_DECLS
