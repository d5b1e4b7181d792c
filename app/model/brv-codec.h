/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "model/brv-brief.h"
#include "model/brv-change.h"
#include "model/brv-fragment.h"

G_BEGIN_DECLS

#define BRV_CODEC_ERROR (brv_codec_error_quark ())
GQuark brv_codec_error_quark (void);

typedef enum
{
  BRV_CODEC_ERROR_INVALID, /* not what a writer of this program made: a field is missing or wrong */
} BrvCodecError;

/* Whose fields a record has. */
typedef enum
{
  BRV_CODEC_BRIEF_FIELDS,
  BRV_CODEC_SOURCE_FIELDS,
} BrvCodecFields;

/*
 * Model values as JSON, for the journal, the brief file, the clipboard and the worker's answer.
 * Every reader takes its input for hostile: types, ranges, UTF-8 and order are checked.
 * Offsets count bytes here; the command line's own JSON counts code points.
 */
JsonNode *brv_codec_write_text (const BrvText *text);
JsonNode *brv_codec_write_block (const BrvBlock *block);
void brv_codec_write_block_blobs (const BrvBlock *block, JsonObject *blobs);
JsonNode *brv_codec_write_section (const BrvSection *section);
JsonNode *brv_codec_write_record (const BrvRecord *record, BrvCodecFields fields);
JsonNode *brv_codec_write_source (const BrvSource *source);
void brv_codec_write_blobs (const BrvSource *source, JsonObject *blobs);
JsonNode *brv_codec_write_change (const BrvChange *change);
JsonNode *brv_codec_write_fragment (const BrvFragment *fragment);

/* Finds the bytes with this SHA-256; NULL where there are none. */
typedef GBytes *(*BrvCodecBlobFunc) (const char *sha256, gpointer user_data);

BrvText *brv_codec_read_text (JsonNode *node, GError **error);
BrvBlock *brv_codec_read_block (JsonNode *node,
                                BrvCodecBlobFunc find_blob,
                                gpointer user_data,
                                GError **error);
BrvSection *brv_codec_read_section (JsonNode *node,
                                    BrvCodecBlobFunc find_blob,
                                    gpointer user_data,
                                    GError **error);
BrvRecord *brv_codec_read_record (JsonNode *node, BrvCodecFields fields, GError **error);
BrvSource *brv_codec_read_source (JsonNode *node,
                                  BrvCodecBlobFunc find_blob,
                                  gpointer user_data,
                                  GError **error);
BrvChange *brv_codec_read_change (JsonNode *node,
                                  BrvCodecBlobFunc find_blob,
                                  gpointer user_data,
                                  GError **error);
BrvFragment *brv_codec_read_fragment (JsonNode *node, GError **error);

char *brv_codec_to_string (JsonNode *node);
JsonNode *brv_codec_parse (const char *json, gssize length, GError **error);

G_END_DECLS
