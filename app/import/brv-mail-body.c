/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The text of a mail. Some mails are letters, others carry an article. An article names itself
 * what the subject names the mail; it is read as a saved page or a plain text is read, and keeps
 * its own title, byline and date. Of a letter everything is kept but signatures and the headers of
 * mails that it passes on.
 */

#include "config.h"

#include "import/brv-mail-body.h"

#include <string.h>

#include "import/brv-html-importer.h"
#include "import/brv-same-words.h"
#include "import/brv-source-copy.h"
#include "import/brv-text-article.h"
#include "import/brv-text-lines.h"

/* Of a newsletter less than one in so many words may be left out; else its layout was not
 * understood, and it is read as a letter. */
#define MIN_KEPT_SHARE 0.4

static BrvSource *
read_html (const BrvMailBody *self,
           const BrvMailParts *parts,
           const BrvDecoded *text,
           gboolean all_is_article)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("text/html");
  BrvImportHints hints = { .address = self->address,
                           .all_is_article = all_is_article,
                           .find_image = brv_mail_parts_find_image,
                           .find_image_data = (gpointer)parts };

  if (!brv_html_importer_run (text->text, text->length, &hints, builder, NULL))
    return NULL;
  return brv_source_copy_finish_part (builder);
}

static gboolean
names_title (const BrvMailBody *self, const BrvSource *source)
{
  const char *title = brv_source_get (source, BRV_SOURCE_FIELD_TITLE);

  return title != NULL && self->subject != NULL && brv_same_words (title, self->subject);
}

static gboolean
is_mostly_kept (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  gsize kept = 0;

  for (guint i = 0; i < n; i++)
    kept += blocks[i].kept ? brv_range_length (blocks[i].range) : 0;
  return (double)kept >= MIN_KEPT_SHARE * (double)brv_source_get_text_length (source);
}

/* A letter as its blocks are copied. */
typedef struct
{
  BrvMailBody *body;
  BrvSourceCopy copy;
  gboolean begun;        /* a block of the letter's own was kept */
  gboolean in_signature; /* up to the next quotation */
} Letter;

static void
copy_article (BrvMailBody *self, const BrvSource *source, BrvSourceBuilder *builder)
{
  BrvSourceCopy copy = { 0 };

  self->is_article = TRUE;
  brv_source_copy_init (&copy, source, builder);
  brv_source_copy_blocks (&copy);
  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    brv_source_copy_field (&copy, (BrvSourceField)field);
}

/* An article has its title in its text; a letter's is its subject. */
static void
begin_letter (const BrvMailBody *self, BrvSourceBuilder *builder)
{
  if (self->title != NULL && brv_source_builder_get_n_blocks (builder) == 0)
    brv_source_builder_add (builder, BRV_ROLE_TITLE, 0, TRUE, self->title, -1);
}

static void
copy_letter_block (Letter *self, const BrvSourceBlock *block)
{
  g_autofree char *text = g_strndup (brv_source_get_text (self->copy.source) + block->range.start,
                                     brv_range_length (block->range));
  g_auto (BrvForwarded) forwarded = { 0 };

  if (brv_mail_text_read_header (text, &forwarded))
    {
      if (!self->begun)
        {
          brv_forwarded_clear (&self->body->forwarded);
          self->body->forwarded = forwarded;
          forwarded = (BrvForwarded){ 0 };
        }
      self->begun = TRUE;
      self->in_signature = FALSE;
      brv_source_copy_block (&self->copy, block, BRV_ROLE_FURNITURE, FALSE);
      return;
    }
  if (block->role == BRV_ROLE_QUOTE)
    self->in_signature = FALSE;
  else if (g_str_equal (text, "--") || g_str_has_prefix (text, "--\n") ||
           g_str_has_prefix (text, "-- \n"))
    self->in_signature = TRUE;
  if (self->in_signature || !block->kept || brv_mail_text_is_rule (text))
    {
      brv_source_copy_block (&self->copy, block, BRV_ROLE_FURNITURE, FALSE);
      return;
    }
  self->begun = TRUE;
  brv_source_copy_block (&self->copy, block, block->role, TRUE);
}

static void
copy_letter (BrvMailBody *self, const BrvSource *source, BrvSourceBuilder *builder)
{
  Letter letter = { .body = self };
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);

  brv_source_copy_init (&letter.copy, source, builder);
  for (guint i = 0; i < n; i++)
    copy_letter_block (&letter, &blocks[i]);
  brv_source_copy_field (&letter.copy, BRV_SOURCE_FIELD_LANGUAGE);
}

/* Returns whether there was a page. */
static gboolean
write_html (BrvMailBody *self,
            const BrvMailParts *parts,
            const BrvDecoded *text,
            BrvSourceBuilder *builder)
{
  g_autoptr (BrvSource) article = read_html (self, parts, text, FALSE);
  g_autoptr (BrvSource) letter = NULL;

  if (article == NULL)
    return FALSE;
  if (names_title (self, article))
    {
      copy_article (self, article, builder);
      return TRUE;
    }
  begin_letter (self, builder);
  if (self->newsletter && is_mostly_kept (article))
    {
      BrvSourceCopy copy = { 0 };

      brv_source_copy_init (&copy, article, builder);
      brv_source_copy_blocks (&copy);
      brv_source_copy_field (&copy, BRV_SOURCE_FIELD_LANGUAGE);
      return TRUE;
    }
  letter = read_html (self, parts, text, TRUE);
  copy_letter (self, letter != NULL ? letter : article, builder);
  return TRUE;
}

static void
write_plain (BrvMailBody *self,
             GMimePart *part,
             const BrvDecoded *decoded,
             BrvSourceBuilder *builder)
{
  const char *format = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "format");
  const char *delsp = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "delsp");
  g_autofree char *text = brv_mail_text_unfold (
    decoded->text, decoded->length, format != NULL && g_ascii_strcasecmp (format, "flowed") == 0,
    delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);

  if (brv_mail_text_is_plain (text))
    {
      g_autoptr (GPtrArray) units = brv_text_lines_join (text, strlen (text));
      g_autoptr (BrvSourceBuilder) trial = brv_source_builder_new ("text/plain");
      g_autoptr (BrvSource) article = NULL;

      brv_text_article_build (units, trial);
      article = brv_source_copy_finish_part (trial);
      if (article != NULL && names_title (self, article))
        {
          copy_article (self, article, builder);
          return;
        }
    }
  begin_letter (self, builder);
  brv_forwarded_clear (&self->forwarded);
  brv_mail_text_write (text, builder, &self->forwarded);
}

static void
write_part (BrvMailBody *self,
            const BrvMailParts *parts,
            GMimePart *part,
            BrvSourceBuilder *builder)
{
  g_auto (BrvDecoded) decoded = { 0 };

  if (!brv_mime_decode_part (part, &decoded))
    return;
  if (brv_mime_is_type (GMIME_OBJECT (part), "text", "html"))
    {
      g_auto (BrvDecoded) plain = { 0 };

      if (!write_html (self, parts, &decoded, builder) && parts->plain != NULL &&
          brv_mime_decode_part (parts->plain, &plain))
        write_plain (self, parts->plain, &plain, builder);
    }
  else
    write_plain (self, part, &decoded, builder);
}

/**
 * brv_mail_body_write:
 * @self: what is known of the mail; of its out fields, forwarded is to be cleared by the caller
 * @parts: its parts
 * @builder: the builder to add blocks to, and of an article also its metadata
 *
 * Adds the text of a mail.
 */
void
brv_mail_body_write (BrvMailBody *self, const BrvMailParts *parts, BrvSourceBuilder *builder)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (parts != NULL);
  g_return_if_fail (builder != NULL);

  for (guint i = 0; i < parts->texts->len; i++)
    write_part (self, parts, g_ptr_array_index (parts->texts, i), builder);
  if (!self->is_article)
    begin_letter (self, builder);
}
