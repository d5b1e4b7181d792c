/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/brv-fold.h"
#include "base/brv-id.h"
#include "base/brv-range.h"
#include "model/brv-fields.h"
#include "model/brv-record.h"

G_BEGIN_DECLS

typedef enum
{
  BRV_ROLE_TITLE,
  BRV_ROLE_BYLINE,
  BRV_ROLE_STANDFIRST,
  BRV_ROLE_HEADING,
  BRV_ROLE_PARAGRAPH,
  BRV_ROLE_LIST_ITEM,
  BRV_ROLE_QUOTE,
  BRV_ROLE_PULL_QUOTE,
  BRV_ROLE_CAPTION,
  BRV_ROLE_CREDIT,
  BRV_ROLE_TABLE,
  BRV_ROLE_PREFORMATTED,
  BRV_ROLE_EMBED,
  BRV_ROLE_FOOTNOTE,
  BRV_ROLE_FURNITURE,
  BRV_N_ROLES,
} BrvRole;

/*
 * One block of a source's text. Blocks follow in document order, parted by exactly one LF that
 * belongs to no block; inside a block an LF is a line break.
 */
typedef struct
{
  BrvRange range;
  BrvRole role;
  guint8 level;           /* of a heading, list item or quote: from 1; else 0 */
  gboolean kept;          /* FALSE: left out of the article; the reader can show it */
  gint page;              /* index from 0 of the page it begins on, or -1 */
  gint image;             /* of a caption: index of its image, or -1 */
  const char *page_label; /* (nullable): the printed page label; owned by the source */
} BrvSourceBlock;

typedef struct
{
  const char *sha256; /* owned by the source, as all of these */
  const char *media_type;
  const char *alternative; /* (nullable) */
  GBytes *bytes;           /* (nullable): absent where the page only named it */
  guint width_px;
  guint height_px;
  gint above; /* where no caption names it: index of the block above which it stands; the number of
                 blocks: below the last; -1: nowhere */
} BrvSourceImage;

/* What a source is made from; brv_source_new() copies or references every part. */
typedef struct
{
  BrvId id;
  GBytes *original;   /* the bytes as they came */
  const char *format; /* media type */
  const char *origin; /* the path as given, or the address */
  gint64 captured_us; /* the moment of capture: microseconds since 1970 in UTC */
  const BrvRecord *record;
  const char *text;
  const BrvSourceBlock *blocks;
  guint n_blocks;
  const BrvSourceImage *images;
  guint n_images;
} BrvSourceParts;

/* One loaded article. Immutable. */
typedef struct _BrvSource BrvSource;

BrvSource *brv_source_new (const BrvSourceParts *parts) G_GNUC_WARN_UNUSED_RESULT;
BrvSource *brv_source_ref (const BrvSource *self);
void brv_source_unref (BrvSource *self);

BrvId brv_source_get_id (const BrvSource *self);
GBytes *brv_source_get_original (const BrvSource *self);
const char *brv_source_get_bytes_sha256 (const BrvSource *self);
const char *brv_source_get_text_sha256 (const BrvSource *self);
const char *brv_source_get_format (const BrvSource *self);
const char *brv_source_get_origin (const BrvSource *self);
gint64 brv_source_get_captured_us (const BrvSource *self);
char *brv_source_dup_captured (const BrvSource *self);
const BrvRecord *brv_source_get_record (const BrvSource *self);
const char *brv_source_get (const BrvSource *self, BrvSourceField field);
const char *brv_source_get_title (const BrvSource *self);
gboolean brv_source_is_incomplete (const BrvSource *self);
const char *brv_source_get_text (const BrvSource *self);
gsize brv_source_get_text_length (const BrvSource *self);
const BrvFold *brv_source_get_fold (const BrvSource *self);
const BrvSourceBlock *brv_source_get_blocks (const BrvSource *self, guint *n_blocks);
const BrvSourceImage *brv_source_get_images (const BrvSource *self, guint *n_images);
gboolean brv_source_equal (const BrvSource *a, const BrvSource *b);
gint brv_source_find_block (const BrvSource *self, gsize offset);
guint brv_source_count_paragraphs_before (const BrvSource *self, gsize offset);

BrvSource *
brv_source_with_record (const BrvSource *self, const BrvRecord *record) G_GNUC_WARN_UNUSED_RESULT;
BrvSource *brv_source_with_block (const BrvSource *self, guint index, BrvRole role, gboolean kept)
  G_GNUC_WARN_UNUSED_RESULT;

BrvSource *brv_source_with_id (const BrvSource *self, BrvId id) G_GNUC_WARN_UNUSED_RESULT;

const char *brv_role_get_name (BrvRole role);
gboolean brv_role_parse (const char *name, BrvRole *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvSource, brv_source_unref)

G_END_DECLS
