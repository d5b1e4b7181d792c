/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What feeds in XML and in JSON share: an entry becomes a source. Its text is read as a page that
 * is all article; what a feed's program adds at the end is left out. An entry that holds no more
 * than its summary says so.
 */

#include "config.h"

#include "import/brv-feed-entry.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-furniture.h"
#include "import/brv-html-importer.h"
#include "import/brv-html-page.h"
#include "import/brv-language.h"
#include "import/brv-markup-text.h"
#include "import/brv-source-copy.h"
#include "import/brv-text-lines.h"

#define MAX_TITLE_BYTES 600
/* What feeds add stands within so many blocks of the end. */
#define TAIL_BLOCKS 4
/* A description of so many words is no synopsis. */
#define MIN_TEXT_WORDS 200

/**
 * brv_feed_entry_init:
 * @self: (out caller-allocates): an entry
 *
 * Makes an entry that says nothing.
 */
void
brv_feed_entry_init (BrvFeedEntry *self)
{
  *self = (BrvFeedEntry){ .authors = g_ptr_array_new_with_free_func (g_free) };
}

/**
 * brv_feed_entry_clear:
 * @self: an entry
 *
 * Frees what @self holds.
 */
void
brv_feed_entry_clear (BrvFeedEntry *self)
{
  g_free (self->title);
  g_free (self->address);
  g_free (self->published);
  g_free (self->modified);
  g_free (self->language);
  g_free (self->publisher);
  g_free (self->republisher);
  g_free (self->channel_address);
  g_clear_pointer (&self->authors, g_ptr_array_unref);
  g_free (self->html);
  g_free (self->plain);
  g_free (self->summary);
}

static char *
dup_plain (const char *value)
{
  return value != NULL ? brv_markup_dup_text (value, MAX_TITLE_BYTES) : NULL;
}

/**
 * brv_feed_entry_add_author:
 * @self: an entry
 * @name: one author's name, a byline of several, or an address with a name in brackets
 *
 * Adds to the authors.
 */
void
brv_feed_entry_add_author (BrvFeedEntry *self, const char *name)
{
  g_autofree char *plain = dup_plain (name);
  g_auto (GStrv) persons = NULL;
  const char *open = NULL;

  g_strstrip (plain);
  /* RSS: "lawyer@boyer.example (Lawyer Boyer)" */
  open = strchr (plain, '(');
  if (strchr (plain, '@') != NULL && open != NULL && g_str_has_suffix (plain, ")"))
    {
      char *inner = g_strndup (open + 1, strlen (open) - 2);

      g_free (plain);
      plain = g_strstrip (inner);
    }
  if (*plain == '\0')
    return;
  persons = brv_byline_split (plain);
  for (guint i = 0; persons != NULL && persons[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->authors, persons[i], g_str_equal, NULL))
      g_ptr_array_add (self->authors, g_strdup (persons[i]));
  if (persons == NULL &&
      !g_ptr_array_find_with_equal_func (self->authors, plain, g_str_equal, NULL))
    g_ptr_array_add (self->authors, g_steal_pointer (&plain));
}

static gboolean
ends_cut (const char *text)
{
  static const char *const ends[] = { "[…]", "[...]", "[..]", "(…)", "…", "..." };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* What the feed's program put below a text: where it first stood, how to go on. */
static gboolean
is_tail (const char *text, gboolean *continues)
{
  BrvFurniture kind = brv_furniture_judge (text, NULL);

  if (kind == BRV_FURNITURE_CONTINUES)
    *continues = TRUE;
  return kind != BRV_FURNITURE_NONE || brv_furniture_is_boilerplate (text) ||
         (g_str_has_prefix (text, "The post ") && strstr (text, " appeared first on ") != NULL);
}

/* Returns whether the text says or shows that it is cut. */
static gboolean
copy_text (const BrvSource *text, BrvSourceBuilder *builder)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (text, &n);
  BrvSourceCopy copy = { 0 };
  gboolean is_cut = FALSE;

  brv_source_copy_init (&copy, text, builder);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = g_strndup (brv_source_get_text (text) + blocks[i].range.start,
                                          brv_range_length (blocks[i].range));

      if (n > 1 && i + TAIL_BLOCKS >= n && is_tail (words, &is_cut))
        {
          brv_source_copy_block (&copy, &blocks[i], BRV_ROLE_FURNITURE, FALSE);
          continue;
        }
      is_cut = is_cut || (i + TAIL_BLOCKS >= n && ends_cut (words));
      brv_source_copy_block (&copy, &blocks[i], blocks[i].role, blocks[i].kept);
    }
  return is_cut;
}

static BrvSource *
read_html (const BrvFeedEntry *self, const char *html)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("text/html");
  BrvImportHints hints = { .address = self->address, .all_is_article = TRUE };

  if (!brv_html_importer_run (html, strlen (html), &hints, builder, NULL))
    return NULL;
  return brv_source_copy_finish_part (builder);
}

static BrvSource *
read_plain (const char *plain)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("text/plain");
  g_autoptr (GPtrArray) units = brv_text_lines_join (plain, strlen (plain));

  for (guint i = 0; i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);

      brv_source_builder_add (builder, unit->role, unit->level, unit->role != BRV_ROLE_FURNITURE,
                              unit->text, -1);
    }
  return brv_source_copy_finish_part (builder);
}

static void
write_text (const BrvFeedEntry *self, BrvSourceBuilder *builder)
{
  g_autoptr (BrvSource) text = NULL;
  gboolean is_summary = FALSE;
  gboolean is_cut = FALSE;

  if (self->html != NULL)
    text = read_html (self, self->html);
  if (text == NULL && self->plain != NULL)
    text = read_plain (self->plain);
  if (text == NULL && self->summary != NULL)
    {
      text = read_html (self, self->summary);
      is_summary = text == NULL ||
                   brv_count_words (brv_source_get_text (text), brv_source_get_text_length (text)) <
                     MIN_TEXT_WORDS;
    }
  else if (self->summary != NULL)
    {
      g_autofree char *standfirst = dup_plain (self->summary);

      if (strlen (standfirst) < MAX_TITLE_BYTES)
        brv_source_builder_set (builder, BRV_SOURCE_FIELD_STANDFIRST, standfirst,
                                BRV_EVIDENCE_META);
    }
  if (text != NULL)
    is_cut = copy_text (text, builder);
  if (text == NULL || is_cut || is_summary)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_INCOMPLETE, "true",
                            is_cut ? BRV_EVIDENCE_VISIBLE_TEXT : BRV_EVIDENCE_META);
}

static void
write_dates (const BrvFeedEntry *self, BrvSourceBuilder *builder)
{
  g_autofree char *published = self->published != NULL ? brv_date_parse (self->published) : NULL;
  g_autofree char *modified = self->modified != NULL ? brv_date_parse (self->modified) : NULL;

  brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, published, BRV_EVIDENCE_META);
  if (g_strcmp0 (published, modified) != 0)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_MODIFIED, modified, BRV_EVIDENCE_META);
}

static void
write_fields (const BrvFeedEntry *self, const char *title, BrvSourceBuilder *builder)
{
  g_autofree char *language = self->language != NULL ? brv_language_tidy (self->language) : NULL;
  g_autofree char *publisher = dup_plain (self->publisher);
  g_autofree char *republisher = dup_plain (self->republisher);
  const struct
  {
    BrvSourceField field;
    const char *value;
  } values[] = { { BRV_SOURCE_FIELD_TITLE, title },
                 { BRV_SOURCE_FIELD_PUBLISHER, publisher },
                 { BRV_SOURCE_FIELD_REPUBLISHER, republisher },
                 { BRV_SOURCE_FIELD_LANGUAGE, language } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    brv_source_builder_set (builder, values[i].field, values[i].value, BRV_EVIDENCE_META);
  if (republisher != NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_CHANNEL_URL, self->channel_address,
                            BRV_EVIDENCE_META);
  if (self->address != NULL)
    {
      g_autofree char *clean = brv_address_strip_tracking (self->address);

      brv_source_builder_set (builder, BRV_SOURCE_FIELD_URL, clean, BRV_EVIDENCE_META);
      if (!g_str_equal (clean, self->address))
        brv_source_builder_set (builder, BRV_SOURCE_FIELD_RAW_URL, self->address,
                                BRV_EVIDENCE_META);
    }
  if (self->authors->len > 0)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_copy (self->authors, (GCopyFunc)g_strdup, NULL);

      g_ptr_array_set_free_func (names, g_free);
      g_ptr_array_add (names, NULL);
      brv_source_builder_set_list (builder, BRV_SOURCE_FIELD_AUTHORS,
                                   (const char *const *)names->pdata, BRV_EVIDENCE_META);
    }
}

/**
 * brv_feed_entry_write:
 * @self: an entry
 * @format: the media type of the feed
 * @original: the entry's own bytes
 * @sink: what is filled
 *
 * Makes a source of an entry.
 *
 * Returns: whether the sink took it; %FALSE when it is full
 */
gboolean
brv_feed_entry_write (const BrvFeedEntry *self,
                      const char *format,
                      GBytes *original,
                      BrvImportSink *sink)
{
  BrvSourceBuilder *builder = brv_import_sink_begin_source (sink, format, original);
  g_autofree char *title = dup_plain (self->title);

  if (builder == NULL)
    return FALSE;
  if (title != NULL)
    brv_source_builder_add (builder, BRV_ROLE_TITLE, 0, TRUE, title, -1);
  write_text (self, builder);
  write_dates (self, builder);
  write_fields (self, title, builder);
  return TRUE;
}
