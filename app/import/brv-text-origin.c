/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the copy of a page is from: its publisher, its republisher. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-byline.h"
#include "import/brv-credit-label.h"
#include "import/brv-credit.h"
#include "import/brv-html-page.h"
#include "import/brv-text-house.h"
#include "import/brv-text-names.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-originator.h"
#include "import/brv-text-prose.h"

/* Lengths in words. */
#define MAX_PUBLISHER 7
#define MAX_LATEST    14
/* In lines. */
#define NOTE_REACH    3
#define LABEL_REACH   10
#define RIGHTS_REACH  3
#define CONTACT_REACH 3

/* Whether a name is one of the authors': pages offer more from these, too. */
static gboolean
is_author (const BrvTextParts *self, const char *name)
{
  const char *const *authors =
    brv_source_builder_get_list (self->builder, BRV_SOURCE_FIELD_AUTHORS);

  return authors != NULL && g_strv_contains (authors, name);
}

/* "More from this institute" names none: a name has a capital, if its letters have any. */
static gboolean
can_be_name (const char *text)
{
  gboolean has_small = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) || g_unichar_isdigit (c))
        return TRUE;
      has_small = has_small || g_unichar_islower (c);
    }
  return !has_small;
}

/* The name behind "Latest News from" at index: on the same line or on the next; NULL if there is none. */
static const char *
read_latest_name (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *rest = item->unit->text;

  if (item->furniture != BRV_FURNITURE_LATEST || item->n_words > MAX_LATEST)
    return NULL;
  while (*rest != '\0' && !g_unichar_isalnum (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);
  if (strlen (rest) > item->label_end)
    {
      const char *name = rest + item->label_end;

      name += strspn (name, " :");
      return *name != '\0' && !is_author (self, name) && can_be_name (name) ? name : NULL;
    }
  return index + 1 < self->items->len &&
             brv_text_parts_at (self, index + 1)->n_words <= MAX_PUBLISHER
           ? brv_text_parts_get_text (self, index + 1)
           : NULL;
}

/* The name behind "Latest News from". Where several stand so, they are sections. */
static const char *
find_latest_name (const BrvTextParts *self)
{
  const char *found = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const char *name = read_latest_name (self, i);

      if (name != NULL && found != NULL && !brv_text_name_same (name, found) &&
          strchr (name, ' ') == NULL && strchr (found, ' ') == NULL)
        return NULL;
      found = found != NULL ? found : name;
    }
  return found;
}

/* Whether a line says whose the rights are: of the text right below it, of the page at its foot. */
static const char *
skip_rights_label (const char *text)
{
  static const char word[] = "copyright";
  gboolean labelled = g_ascii_strncasecmp (text, word, strlen (word)) == 0;

  if (!labelled && !g_str_has_prefix (text, "©"))
    return NULL;
  text += labelled ? strlen (word) : 0;
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Whether a line of rights goes on with the name of the site that heads the copy: whose the rights
 * are is another then. */
static gboolean
is_rights_of_other (const BrvTextParts *self, const char *rest)
{
  g_autofree char *site = brv_text_name_find_at_head (self, (guint)MAX (self->title, 0));

  return site != NULL && strstr (rest, site) != NULL;
}

/* The name in a line of rights right below the text, or in one that names the site too, or where the page has another of its own. */
static char *
dup_rights_holder (const BrvTextParts *self)
{
  for (guint i = self->end; i < self->items->len; i++)
    {
      const char *rest = skip_rights_label (brv_text_parts_get_text (self, i));
      g_autofree char *name = rest != NULL ? g_strndup (rest, strcspn (rest, ".,;|(")) : NULL;

      if (name == NULL || *g_strstrip (name) == '\0' ||
          brv_count_words (name, strlen (name)) > MAX_PUBLISHER)
        continue;
      if (is_rights_of_other (self, rest + strlen (name)))
        return g_steal_pointer (&name);
      for (guint k = i + 1; i < self->end + RIGHTS_REACH && k < self->items->len; k++)
        {
          const char *own = skip_rights_label (brv_text_parts_get_text (self, k));

          if (own != NULL && *own != '\0' && !g_str_has_prefix (own, name))
            return g_steal_pointer (&name);
        }
    }
  return NULL;
}

static gboolean
stands_above_text (const BrvTextParts *self, const char *name)
{
  for (guint i = 0; i < self->body; i++)
    if (brv_text_name_same (brv_text_parts_get_text (self, i), name))
      return TRUE;
  return FALSE;
}

static gboolean
is_owner (const char *site, const char *name)
{
  g_autofree char *found = brv_address_find_name (site, name);

  return found != NULL;
}

/* Who issued a text that names its contact: the house that stands above the text, and below it above
 * a mail address that goes by its name. */
static char *
dup_issuer (const BrvTextParts *self)
{
  for (guint i = self->end + 1; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      const char *at = strchr (text, '@');
      g_autofree char *site = at != NULL ? g_strconcat ("https://", at + 1, NULL) : NULL;

      if (site == NULL || strchr (text, ' ') != NULL)
        continue;
      for (guint k = MAX (self->end, i - MIN (i, CONTACT_REACH)); k < i; k++)
        {
          const char *name = brv_text_parts_get_text (self, k);

          if (brv_text_parts_at (self, k)->n_words > 1 && is_owner (site, name) &&
              stands_above_text (self, name))
            return g_strdup (name);
        }
    }
  return NULL;
}

/* The name behind a label that is a line or a part of one. */
static char *
find_label (const char *text)
{
  char *name = brv_credit_label_find (text);
  g_auto (GStrv) parts =
    name == NULL && strstr (text, " | ") != NULL ? g_strsplit (text, " | ", -1) : NULL;

  for (guint i = 0; parts != NULL && name == NULL && parts[i] != NULL; i++)
    name = brv_credit_label_find (g_strstrip (parts[i]));
  return name;
}

/**
 * brv_text_origin_dup_originator:
 * @self: parts, the body found
 *
 * A sentence says it more clearly than a label, which can also name where figures are from.
 *
 * Returns: (transfer full) (nullable): who the copy says published it first; %NULL if it says
 *   nothing
 */
char *
brv_text_origin_dup_originator (const BrvTextParts *self)
{
  char *labelled = NULL;
  g_autofree char *house = NULL; /* that a byline names */

  for (guint i = 0; i < self->items->len; i++)
    {
      const char *text = brv_text_parts_get_text (self, i);
      char *name = NULL;

      if (i >= self->body + NOTE_REACH && i + 1 < self->end)
        continue;
      if (i < self->body || i + 1 >= self->end || brv_credit_is_note (text))
        name = brv_credit_find_originator (text);
      if (name != NULL)
        {
          g_free (labelled);
          return name;
        }
      if (labelled == NULL && (i < self->body || i >= self->end) && i < self->end + LABEL_REACH)
        labelled = find_label (text);
      if (labelled == NULL && (gint)i > self->title && i < self->end + LABEL_REACH)
        labelled = brv_credit_find_pointed (text);
      if (house == NULL && i < self->body && (gint)i != self->title)
        house = brv_byline_find_house (text);
      if (labelled == NULL && i > 0 && i < self->body)
        labelled = brv_credit_label_find_below (brv_text_parts_get_text (self, i - 1), text);
    }
  if (labelled == NULL)
    labelled = g_steal_pointer (&house);
  if (labelled == NULL)
    labelled = dup_rights_holder (self);
  return labelled != NULL ? labelled : dup_issuer (self);
}

/* Whether a name, but for its article, stands in a longer one. */
static gboolean
is_part_of (const char *name, const char *whole)
{
  return strstr (whole, g_str_has_prefix (name, "The ") ? name + strlen ("The ") : name) != NULL;
}

/*
 * Whose name heads the copy is the publisher, unless the original stands on another site than the
 * channel's, or a credit names another: then the channel republished it.
 */
static void
set_publishers (BrvTextParts *self, const char *channel_name)
{
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *named = brv_text_origin_dup_originator (self);
  g_autofree char *labelled = brv_text_house_find_labelled (self);
  g_autofree char *told = labelled != NULL && (named == NULL || is_part_of (named, labelled))
                            ? g_steal_pointer (&labelled)
                          : named != NULL ? g_steal_pointer (&named)
                                          : brv_text_originator_find (self, channel_name);
  g_autofree char *credit = told != NULL ? brv_text_house_dup_whole (self, told) : NULL;
  g_autofree char *host = original != NULL ? brv_address_dup_host (original) : NULL;
  gboolean elsewhere = channel != NULL && original != NULL &&
                       !brv_address_same_site (channel, original) &&
                       !(channel_name != NULL && brv_address_is_named (original, channel_name));
  gboolean credited = credit != NULL && !elsewhere && channel_name != NULL &&
                      !brv_text_name_same (credit, channel_name);

  if (!elsewhere && !credited)
    {
      brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER,
                              channel_name != NULL ? channel_name : credit,
                              BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_REPUBLISHER, channel_name,
                          BRV_EVIDENCE_VISIBLE_TEXT);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, credit != NULL ? credit : host,
                          credit != NULL ? BRV_EVIDENCE_VISIBLE_TEXT : BRV_EVIDENCE_ADDRESS);
}

/* "By Ann Lee, Harbour Institute": the house that published the text is none of its authors. */
static void
drop_houses (BrvTextParts *self)
{
  const char *const *authors =
    brv_source_builder_get_list (self->builder, BRV_SOURCE_FIELD_AUTHORS);
  const char *publisher = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER);
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    if (publisher == NULL || !brv_text_name_same (authors[i], publisher))
      g_ptr_array_add (persons, g_strdup (authors[i]));
  if (persons->len == 0)
    return;
  g_ptr_array_add (persons, NULL);
  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                               (const char *const *)persons->pdata, BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Whether a name that the original's address confirms stands below that of another site, which
 * stands at the foot of the page, too: the channel's. */
static gboolean
follows_other_site (const BrvTextParts *self, guint index, const char *name)
{
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *above = index > 0 ? brv_text_name_find_at_head (self, index) : NULL;

  return above != NULL && brv_address_is_named (original, name) &&
         !brv_address_is_named (original, above) && brv_text_name_stands_again (self, above, TRUE);
}

/* A name without the short form of what kind of company it is: "Quay Media Ltd". */
static char *
dup_without_form (const char *name)
{
  static const char *const forms[] = { " ltd", " limited", " inc", " llc", " plc",   " gmbh",
                                       " ag",  " s.a.",    " sa",  " sas", " s.r.l", " srl",
                                       " b.v", " bv",      " ab",  " as",  " a/s",   " oy" };
  char *result = g_strdup (name);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gsize length = strlen (result);
      gsize n = strlen (forms[i]);

      if (length > n && g_ascii_strcasecmp (result + length - n, forms[i]) == 0)
        result[length - n] = '\0';
    }
  return g_strstrip (result);
}

/* Whether a line below the text but that at index has the words of name. */
static gboolean
is_named_below (const BrvTextParts *self, guint index, const char *name)
{
  for (guint i = self->end; i < self->items->len; i++)
    if (i != index && strstr (brv_text_parts_get_text (self, i), name) != NULL)
      return TRUE;
  return FALSE;
}

/* A page that names the originator's site in its own lines heads the text with the originator's name;
 * whose the page is says the line of rights at its foot, and another line there. */
static void
set_owner (BrvTextParts *self)
{
  const char *publisher = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER);
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);

  if (publisher == NULL || channel == NULL ||
      brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_REPUBLISHER) != NULL)
    return;
  for (guint i = self->items->len; i > self->end; i--)
    {
      const char *rest = skip_rights_label (brv_text_parts_get_text (self, i - 1));
      g_autofree char *owner = rest != NULL ? g_strndup (rest, strcspn (rest, ".,;|(")) : NULL;
      g_autofree char *name = owner != NULL ? dup_without_form (g_strstrip (owner)) : NULL;

      if (name == NULL || *name == '\0' || brv_count_words (name, strlen (name)) > MAX_PUBLISHER)
        continue;
      if (strstr (publisher, name) == NULL && strstr (name, publisher) == NULL &&
          !brv_address_is_named (channel, name) && is_named_below (self, i - 1, name))
        brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_REPUBLISHER, name,
                                BRV_EVIDENCE_VISIBLE_TEXT);
      return;
    }
}

/* A parameter of the original's address that names the channel says that its readers come from it. */
static void
strip_channel_name (BrvTextParts *self)
{
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_REPUBLISHER);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  g_autofree char *clean =
    channel != NULL && original != NULL ? brv_address_strip_source (original, channel) : NULL;

  if (clean == NULL)
    return;
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_RAW_URL, original,
                          BRV_EVIDENCE_VISIBLE_TEXT);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_URL, clean, BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Whether a name heads the copy above a line. A channel sets the originator's below its own. */
static gboolean
follows_name (const BrvTextParts *self, guint index)
{
  g_autofree char *above = brv_text_name_find_at_head (self, index);

  return above != NULL;
}

/* The name at the head of a copy that an address or "Latest from" confirms; else the likeliest. */
static char *
dup_channel_name (const BrvTextParts *self)
{
  const char *latest = find_latest_name (self);
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);
  const char *original = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_URL);
  guint top = self->title >= 0 ? (guint)self->title : 0;
  g_autofree char *originator = brv_text_origin_dup_originator (self);
  g_autofree char *likely = NULL;

  for (guint i = 0; i < MAX (top, self->body); i++)
    {
      g_autofree char *own = brv_text_name_dup (brv_text_parts_get_text (self, i));

      if (!brv_text_name_is_possible (self, i) ||
          (originator != NULL && brv_text_name_same (own, originator) && follows_name (self, i)))
        continue;
      if (brv_address_is_named (channel, own) || brv_address_is_named (original, own) ||
          (i < top && latest != NULL && brv_text_name_same (latest, own)))
        return follows_other_site (self, i, own) ? brv_text_name_find_at_head (self, i)
                                                 : g_steal_pointer (&own);
    }
  likely = brv_text_name_find_at_head (self, top);
  if (latest != NULL && (likely == NULL || !brv_text_name_stands_again (self, likely, FALSE)))
    return g_strdup (latest);
  return g_steal_pointer (&likely);
}

/**
 * brv_text_origin_find_publisher:
 * @self: parts, the title and the addresses found
 *
 * Sets who published the text, and who published it again. The publisher's name is a short line
 * above the title that something else confirms: the same name below the article, the channel's or
 * the original's host, or that it heads the whole copy.
 */
void
brv_text_origin_find_publisher (BrvTextParts *self)
{
  g_autofree char *name = dup_channel_name (self);
  g_autofree char *written = name != NULL ? brv_text_name_dup_as_written (self, name) : NULL;

  set_publishers (self, written);
  set_owner (self);
  strip_channel_name (self);
  drop_houses (self);
}
