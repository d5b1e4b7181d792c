/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-change.h"

G_BEGIN_DECLS

/*
 * The bytes that values refer to by their SHA-256: originals and images of sources, and the parts
 * of checkpoints. A table from hash (char *) to GBytes.
 */
GHashTable *brv_blobs_new (void);
void brv_blobs_add (GHashTable *blobs, const char *sha256, GBytes *bytes);
void brv_blobs_add_all (GHashTable *blobs, GHashTable *others);
void brv_blobs_add_source (GHashTable *blobs, const BrvSource *source);
void brv_blobs_add_block (GHashTable *blobs, const BrvBlock *block);
void brv_blobs_add_section (GHashTable *blobs, const BrvSection *section);
void brv_blobs_add_brief (GHashTable *blobs, const BrvBrief *brief);
void brv_blobs_add_change (GHashTable *blobs, const BrvChange *change);
gboolean brv_blobs_add_named (GHashTable *blobs, const char *names, GHashTable *from);
char *brv_blobs_dup_names (GHashTable *blobs);
GBytes *brv_blobs_find_cb (const char *sha256, gpointer blobs);

G_END_DECLS
