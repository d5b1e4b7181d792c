/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The body of a worker's answer: a count of bytes, as many bytes of JSON, then blobs one after the
 * other, whose lengths stand in the JSON. The reader takes it for hostile; its getters answer
 * FALSE or NULL where a member is missing, of another type or out of range.
 */
typedef struct
{
  GBytes *bytes;
  JsonNode *node;
  JsonObject *object; /* of node */
  GArray *offsets;    /* (element-type gsize): of each blob in bytes, and of the end */
} BrvWorkerBody;

GBytes *brv_worker_body_write (JsonObject *object, GPtrArray *blobs) G_GNUC_WARN_UNUSED_RESULT;

gboolean brv_worker_body_read (GBytes *bytes, BrvWorkerBody *body);
void brv_worker_body_clear (BrvWorkerBody *body);

GBytes *
brv_worker_body_dup_blob (const BrvWorkerBody *body, JsonNode *index) G_GNUC_WARN_UNUSED_RESULT;
GBytes *
brv_worker_body_get_blob (const BrvWorkerBody *body, JsonNode *index) G_GNUC_WARN_UNUSED_RESULT;

JsonArray *brv_worker_body_get_array (JsonObject *object, const char *name, guint max);
JsonObject *brv_worker_body_get_object (JsonNode *node);
const char *brv_worker_body_get_string (JsonObject *object, const char *name);
gboolean brv_worker_body_get_number (JsonNode *node, gsize max, gsize *number);
gboolean brv_worker_body_get_double (JsonNode *node, double *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BrvWorkerBody, brv_worker_body_clear)

G_END_DECLS
