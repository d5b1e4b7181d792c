/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tests/ui/sample-brief.h"

#include <string.h>

#include "base/brv-utf8.h"
#include "model/brv-quote-alter.h"
#include "verify/brv-locate.h"

static const char source_text[] =
  "Harbours of the Northern Coast Need a Second Power Line\n"
  "Three ports share one cable, and winter storms come earlier each year.\n"
  "The ports of the northern coast were joined to the grid in the nineties by a single cable. "
  "It has been repaired eleven times, and every repair took longer than the one before.\n"
  "By last winter the harbour masters had ceased to count the hours without current. "
  "Cranes stood still, cold stores warmed up, and pilots worked by lamplight.\n"
  "A second line would cost less than two lost seasons, yet nobody has been asked to plan it.\n"
  "The cable is no longer a technical question but a matter of who answers for it.";

static BrvBlock *
paragraph (const char *text)
{
  g_autoptr (BrvText) value = brv_text_new (text, -1);

  return brv_block_new_paragraph (brv_id_new (), value);
}

static BrvSource *
make_source (void)
{
  BrvSourceBlock blocks[6] = { 0 };
  const BrvRole roles[] = { BRV_ROLE_TITLE,     BRV_ROLE_STANDFIRST, BRV_ROLE_PARAGRAPH,
                            BRV_ROLE_PARAGRAPH, BRV_ROLE_PARAGRAPH,  BRV_ROLE_PARAGRAPH };
  g_autoptr (BrvRecord) titled = NULL;
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (BrvRecord) none = brv_record_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (source_text, strlen (source_text));
  gsize at = 0;
  BrvSourceParts parts = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      gsize end = at + strcspn (source_text + at, "\n");

      blocks[i].range = (BrvRange){ at, end };
      blocks[i].role = roles[i];
      blocks[i].kept = TRUE;
      blocks[i].page = -1;
      blocks[i].image = -1;
      at = end + 1;
    }
  titled =
    brv_record_with (none, BRV_SOURCE_FIELD_TITLE,
                     "Harbours of the Northern Coast Need a Second Power Line", BRV_EVIDENCE_USER);
  record =
    brv_record_with (titled, BRV_SOURCE_FIELD_PUBLISHER, "Coastal Review", BRV_EVIDENCE_USER);
  parts.id = brv_id_new ();
  parts.original = bytes;
  parts.format = "text/plain";
  parts.origin = "harbours.txt";
  parts.captured_us = G_GINT64_CONSTANT (1795000000000000);
  parts.record = record;
  parts.text = source_text;
  parts.blocks = blocks;
  parts.n_blocks = G_N_ELEMENTS (blocks);
  return brv_source_new (&parts);
}

static BrvBlock *
quote (const BrvSource *source, const char *from, const char *to, const char *elided)
{
  const char *start = strstr (source_text, from);
  const char *end = strstr (start, to) + strlen (to);
  g_autoptr (BrvQuote) exact = brv_locate_make_quote (
    source, (BrvRange){ (gsize)(start - source_text), (gsize)(end - source_text) });
  g_autoptr (BrvQuote) altered = NULL;

  if (elided != NULL)
    {
      const char *found = strstr (start, elided);
      gsize at = (gsize)(found - start);

      altered = brv_quote_elide (exact, (BrvRange){ at, at + strlen (elided) }, NULL);
    }
  return brv_block_new_quote (brv_id_new (), altered != NULL ? altered : exact);
}

static BrvRecord *
make_record (void)
{
  const struct
  {
    BrvBriefField field;
    const char *value;
  } values[] = {
    { BRV_BRIEF_FIELD_TITLE, "Power for the Northern Ports" },
    { BRV_BRIEF_FIELD_SUBTITLE, "Why one cable is not enough, and what to do first" },
    { BRV_BRIEF_FIELD_AUTHORS, "Infrastructure Desk" },
    { BRV_BRIEF_FIELD_RECIPIENTS, "Planning Staff" },
    { BRV_BRIEF_FIELD_DATE, "24 November 2026" },
    { BRV_BRIEF_FIELD_REFERENCE, "Policy Brief 14/2026" },
    { BRV_BRIEF_FIELD_MARKING, "TLP:AMBER" },
    { BRV_BRIEF_FIELD_LANGUAGE, "en-GB" },
  };
  BrvRecord *record = brv_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      BrvRecord *next = NULL;
      const char *list[] = { values[i].value, NULL };

      next = brv_brief_field_is_list (values[i].field)
               ? brv_record_with_list (record, values[i].field, list, BRV_EVIDENCE_USER)
               : brv_record_with (record, values[i].field, values[i].value, BRV_EVIDENCE_USER);
      brv_record_unref (record);
      record = next;
    }
  return record;
}

static BrvSection *
section (const char *key, const char *heading, const char *guidance, GPtrArray *blocks)
{
  BrvSection *made = brv_section_new (brv_id_new (), key, heading, guidance,
                                      (BrvBlock *const *)blocks->pdata, blocks->len);

  g_ptr_array_set_size (blocks, 0);
  return made;
}

static BrvBlock *
paragraph_with_note (const char *before, const char *after, const char *note_text)
{
  g_autoptr (BrvText) note = brv_text_new (note_text, -1);
  g_autofree char *text = g_strconcat (before, BRV_OBJECT_CHARACTER, after, NULL);
  BrvReference reference = { strlen (before), BRV_REFERENCE_NOTE, note, BRV_ID_NONE, NULL };
  BrvRun run = { { 0, 5 }, BRV_STYLE_STRONG, NULL };
  g_autoptr (BrvText) rich = brv_text_new_rich (text, -1, &run, 1, &reference, 1);

  return brv_block_new_paragraph (brv_id_new (), rich);
}

static BrvBlock *
item (const char *text)
{
  g_autoptr (BrvText) value = brv_text_new (text, -1);

  return brv_block_new_list_item (brv_id_new (), 1, FALSE, value);
}

static BrvBrief *
finish (const BrvRecord *record, GPtrArray *sections, BrvSource *source)
{
  BrvBrief *brief = brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata,
                                   sections->len, &source, source != NULL ? 1 : 0);

  return brief;
}

/**
 * sample_brief_new:
 *
 * Returns: (transfer full): a brief with text, quotes, a list and a note in three sections
 */
BrvBrief *
sample_brief_new (void)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) record = make_record ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  g_ptr_array_add (blocks,
                   paragraph ("For two decades the ministry has treated the cable as somebody "
                              "else’s problem: old, distant and mainly technical. That habit has "
                              "outlived the facts it rested on."));
  g_ptr_array_add (blocks, quote (source, "It has been repaired", "the one before.", NULL));
  g_ptr_array_add (blocks, paragraph ("Repairs did not end by decision. They thinned out, one "
                                      "crew after another, so nobody was ever charged with "
                                      "replacing them."));
  g_ptr_array_add (blocks, quote (source, "By last winter", "by lamplight.",
                                  "Cranes stood still, cold stores warmed up, and "));
  g_ptr_array_add (sections, section ("background", "Background",
                                      "What has to be known first: earlier policy, dates, "
                                      "decisions.",
                                      blocks));
  g_ptr_array_add (blocks, paragraph_with_note ("Three developments have raised the price of "
                                                "waiting",
                                                ": earlier storms, heavier ships, and crews hired "
                                                "by the day.",
                                                "From the harbour statistics of three years."));
  g_ptr_array_add (blocks, quote (source, "A second line", "to plan it.", NULL));
  g_ptr_array_add (blocks, item ("Storms now come in October."));
  g_ptr_array_add (blocks, item ("Ships ask for twice the current while they load."));
  g_ptr_array_add (sections,
                   section ("threat", "Threat",
                            "Who can do what, to whom, how soon, and how sure we are.", blocks));
  g_ptr_array_add (blocks, paragraph (""));
  g_ptr_array_add (sections, section ("recommendation", "Recommendation",
                                      "Who should do what by when, and what it costs.", blocks));
  return finish (record, sections, source);
}

/**
 * sample_brief_new_empty:
 *
 * Returns: (transfer full): a brief with three empty sections and no source
 */
BrvBrief *
sample_brief_new_empty (void)
{
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  g_ptr_array_add (blocks, paragraph (""));
  g_ptr_array_add (sections, section ("background", "Background",
                                      "What has to be known first: earlier policy, dates, "
                                      "decisions.",
                                      blocks));
  g_ptr_array_add (blocks, paragraph (""));
  g_ptr_array_add (sections,
                   section ("threat", "Threat",
                            "Who can do what, to whom, how soon, and how sure we are.", blocks));
  g_ptr_array_add (blocks, paragraph (""));
  g_ptr_array_add (sections, section ("recommendation", "Recommendation",
                                      "Who should do what by when, and what it costs.", blocks));
  return finish (record, sections, NULL);
}

/**
 * sample_brief_new_long:
 * @n_blocks: how many blocks, at least 1
 *
 * Returns: (transfer full): a long brief, every twelfth block a quote
 */
BrvBrief *
sample_brief_new_long (guint n_blocks)
{
  g_autoptr (BrvSource) source = make_source ();
  g_autoptr (BrvRecord) record = make_record ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (guint i = 0; i < n_blocks; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "Paragraph %u says what the one before it said, at about the length that paragraphs of "
        "briefs have in practice, so that a view of it costs what it costs in earnest. It goes on "
        "for a second sentence, which is a little longer than the first one was.",
        i + 1);

      if (i % 12 == 5)
        g_ptr_array_add (blocks, quote (source, "It has been repaired", "the one before.", NULL));
      else if (i % 12 == 7)
        g_ptr_array_add (blocks, paragraph_with_note ("Noted paragraphs", " are common enough.",
                                                      "A note of the author’s own."));
      else
        g_ptr_array_add (blocks, paragraph (text));
      if (blocks->len == 100 || i + 1 == n_blocks)
        {
          g_autofree char *heading = g_strdup_printf ("Section %u", sections->len + 1);

          g_ptr_array_add (sections, section ("", heading, "", blocks));
        }
    }
  return finish (record, sections, source);
}
