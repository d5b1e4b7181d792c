/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "ui/sources/brv-source-labels.h"

/* A title made of the text's first words is cut here. */
#define FIRST_WORDS_MAX_CHARS 80

/* Reads @n_digits digits at *@at and moves behind them; -1 where they are not there. */
static gint
read_digits (const char **at, guint n_digits)
{
  gint value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return -1;
      value = value * 10 + g_ascii_digit_value ((*at)[i]);
    }
  *at += n_digits;
  return value;
}

/* Takes "2024", "2024-03" and "2024-03-09" apart; what is not said becomes 0. */
static gboolean
parse_date (const char *text, gint *year, gint *month, gint *day)
{
  const char *at = text;

  *month = 0;
  *day = 0;
  *year = read_digits (&at, 4);
  if (*year <= 0)
    return FALSE;
  if (*at == '\0')
    return TRUE;
  if (*at++ != '-' || (*month = read_digits (&at, 2)) < 1 || *month > 12)
    return FALSE;
  if (*at == '\0')
    return TRUE;
  if (*at++ != '-' || (*day = read_digits (&at, 2)) < 1 || *at != '\0')
    return FALSE;
  return g_date_valid_dmy ((GDateDay)*day, (GDateMonth)*month, (GDateYear)*year);
}

/**
 * brv_source_labels_is_date:
 * @text: what the user typed
 *
 * Returns: whether @text is a year, month or day of ISO 8601
 */
gboolean
brv_source_labels_is_date (const char *text)
{
  gint year;
  gint month;
  gint day;

  g_return_val_if_fail (text != NULL, FALSE);
  return parse_date (text, &year, &month, &day);
}

/**
 * brv_source_labels_dup_date:
 * @iso_date: (nullable): a year, month or day of ISO 8601
 *
 * Returns: (transfer full): the date as the interface shows it, "Undated" for NULL, and
 *   @iso_date itself where it is none of these
 */
char *
brv_source_labels_dup_date (const char *iso_date)
{
  g_autoptr (GDateTime) moment = NULL;
  gint year;
  gint month;
  gint day;

  if (iso_date == NULL)
    return g_strdup (_ ("Undated"));
  if (!parse_date (iso_date, &year, &month, &day))
    return g_strdup (iso_date);
  if (month == 0)
    return g_strdup (iso_date);
  moment = g_date_time_new_utc (year, month, MAX (day, 1), 0, 0, 0);
  if (day == 0)
    /* TRANSLATORS: a month of a year, as in "Mar 2024"; see the manual of strftime. */
    return g_date_time_format (moment, _ ("%b %Y"));
  /* TRANSLATORS: a day, as in "9 Mar 2024"; see the manual of strftime. */
  return g_date_time_format (moment, _ ("%-e %b %Y"));
}

/**
 * brv_source_labels_dup_host:
 * @address: (nullable): a web address
 *
 * Returns: (transfer full) (nullable): the name of its site without "www.", or NULL
 */
char *
brv_source_labels_dup_host (const char *address)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (address == NULL)
    return NULL;
  uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  host = uri == NULL ? NULL : g_uri_get_host (uri);
  if (host == NULL || *host == '\0')
    return NULL;
  return g_strdup (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
}

static char *
dup_first_words (const BrvSource *source)
{
  const BrvSourceBlock *blocks;
  guint n_blocks = 0;

  blocks = brv_source_get_blocks (source, &n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      g_autofree char *text = NULL;

      if (!blocks[i].kept || brv_range_length (blocks[i].range) == 0)
        continue;
      text = g_strndup (brv_source_get_text (source) + blocks[i].range.start,
                        brv_range_length (blocks[i].range));
      if (g_utf8_strlen (text, -1) <= FIRST_WORDS_MAX_CHARS)
        return g_steal_pointer (&text);
      *g_utf8_offset_to_pointer (text, FIRST_WORDS_MAX_CHARS) = '\0';
      return g_strconcat (text, "…", NULL);
    }
  return NULL;
}

/**
 * brv_source_labels_dup_title:
 * @source: a source
 *
 * Returns: (transfer full): its title on one line, else its first words
 */
char *
brv_source_labels_dup_title (const BrvSource *source)
{
  char *title;

  g_return_val_if_fail (source != NULL, NULL);

  title = g_strdup (brv_source_get_title (source));
  if (title == NULL)
    title = dup_first_words (source);
  return title == NULL ? g_strdup (_ ("Untitled Source")) : g_strdelimit (title, "\n\t", ' ');
}

/**
 * brv_source_labels_dup_publisher:
 * @source: a source
 *
 * Names who stands behind @source, as short as the interface can: the publisher, else the
 * authors, else the site, else the file.
 *
 * Returns: (transfer full): the name
 */
char *
brv_source_labels_dup_publisher (const BrvSource *source)
{
  char *name;

  g_return_val_if_fail (source != NULL, NULL);

  if (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER) != NULL)
    return g_strdup (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER));
  name = brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, ", ");
  if (name != NULL && *name != '\0')
    return name;
  g_free (name);
  name = brv_source_labels_dup_host (brv_source_get (source, BRV_SOURCE_FIELD_URL));
  if (name != NULL)
    return name;
  if (brv_source_get_origin (source) != NULL && *brv_source_get_origin (source) != '\0')
    return g_path_get_basename (brv_source_get_origin (source));
  return g_strdup (_ ("Pasted Text"));
}

/**
 * brv_source_labels_dup_byline:
 * @source: a source
 *
 * Returns: (transfer full): "publisher · date", the second line of a row
 */
char *
brv_source_labels_dup_byline (const BrvSource *source)
{
  g_autofree char *publisher = brv_source_labels_dup_publisher (source);
  g_autofree char *date =
    brv_source_labels_dup_date (brv_source_get (source, BRV_SOURCE_FIELD_DATE));

  return g_strdup_printf ("%s · %s", publisher, date);
}

static char *
dup_file_name (const BrvSource *source)
{
  const char *origin = brv_source_get_origin (source);

  if (origin == NULL || *origin == '\0' || g_uri_peek_scheme (origin) != NULL)
    return NULL;
  return g_path_get_basename (origin);
}

/* What tells @original from @source where the publisher does not. */
static char *
dup_distinct_name (const BrvSource *source, const BrvSource *original)
{
  g_autofree char *name = dup_file_name (source);
  g_autofree char *original_name = dup_file_name (original);

  if (original_name != NULL && g_strcmp0 (name, original_name) != 0)
    return g_steal_pointer (&original_name);
  return brv_source_labels_dup_title (original);
}

/**
 * brv_source_labels_dup_republication:
 * @source: a source
 * @original: (nullable): the source that has the same text and was there first
 *
 * Returns: (transfer full) (nullable): that @source is a republication, of whom or by whom, or that
 *   its text is here twice; NULL where neither is known
 */
char *
brv_source_labels_dup_republication (const BrvSource *source, const BrvSource *original)
{
  const char *republisher;
  g_autofree char *publisher = NULL;
  g_autofree char *original_publisher = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  republisher = brv_source_get (source, BRV_SOURCE_FIELD_REPUBLISHER);
  if (original != NULL)
    {
      publisher = brv_source_labels_dup_publisher (source);
      original_publisher = brv_source_labels_dup_publisher (original);
      if (strcmp (publisher, original_publisher) != 0)
        /* TRANSLATORS: the source has the same text as one of this publisher. */
        return g_strdup_printf (_ ("Republication of %s"), original_publisher);
    }
  if (republisher != NULL)
    return g_strdup_printf (_ ("Republished by %s"), republisher);
  if (original == NULL)
    return NULL;
  name = dup_distinct_name (source, original);
  /* TRANSLATORS: the file, or else the title, of another source that has the same text. */
  return g_strdup_printf (_ ("Same text as “%s”"), name);
}

/**
 * brv_source_labels_dup_meta:
 * @source: a source
 *
 * Returns: (transfer full): "publisher · date · site", the line above the reader's title, with
 *   who republished it
 */
char *
brv_source_labels_dup_meta (const BrvSource *source)
{
  g_autofree char *publisher = NULL;
  g_autofree char *host = NULL;
  g_autofree char *byline = NULL;
  const char *republisher;
  GString *meta;

  g_return_val_if_fail (source != NULL, NULL);

  publisher = brv_source_labels_dup_publisher (source);
  host = brv_source_labels_dup_host (brv_source_get (source, BRV_SOURCE_FIELD_URL));
  republisher = brv_source_get (source, BRV_SOURCE_FIELD_REPUBLISHER);
  byline = brv_source_labels_dup_byline (source);
  meta = g_string_new (byline);
  if (host != NULL && strcmp (host, publisher) != 0)
    g_string_append_printf (meta, " · %s", host);
  if (republisher != NULL)
    {
      g_string_append (meta, " · ");
      /* TRANSLATORS: the end of a line, as in "Harbour Review · 9 Mar 2024 · republished by …". */
      g_string_append_printf (meta, _ ("republished by %s"), republisher);
    }
  return g_string_free (meta, FALSE);
}

/**
 * brv_source_labels_dup_place:
 * @source: a source
 * @offset: a byte of its text
 *
 * Returns: (transfer full): "publisher · paragraph n", with n counted from 1
 */
char *
brv_source_labels_dup_place (const BrvSource *source, gsize offset)
{
  g_autofree char *publisher = brv_source_labels_dup_publisher (source);
  const BrvSourceBlock *blocks;
  gint index;

  blocks = brv_source_get_blocks (source, NULL);
  index = brv_source_find_block (source, offset);
  if (index < 0)
    return g_steal_pointer (&publisher);
  if (blocks[index].role != BRV_ROLE_PARAGRAPH)
    return g_strdup_printf ("%s · %s", publisher, brv_source_labels_get_role (blocks[index].role));
  /* TRANSLATORS: where a passage stands: publisher, then the number of the paragraph. */
  return g_strdup_printf (_ ("%s · paragraph %u"), publisher,
                          brv_source_count_paragraphs_before (source, offset) + 1);
}

/**
 * brv_source_labels_get_evidence:
 * @evidence: how a value is known
 *
 * Returns: (transfer none) (nullable): a sentence for it, or NULL where there is no value
 */
const char *
brv_source_labels_get_evidence (BrvEvidence evidence)
{
  switch (evidence)
    {
    case BRV_EVIDENCE_STRUCTURED_DATA:
      return _ ("From the page’s structured data");
    case BRV_EVIDENCE_META:
      return _ ("From the file’s own metadata");
    case BRV_EVIDENCE_VISIBLE_TEXT:
      return _ ("Read from the visible text");
    case BRV_EVIDENCE_ADDRESS:
      return _ ("Concluded from the address");
    case BRV_EVIDENCE_USER:
      return _ ("Entered by you");
    case BRV_EVIDENCE_NONE:
    default:
      return NULL;
    }
}

/**
 * brv_source_labels_get_role:
 * @role: the role of a block
 *
 * Returns: (transfer none): its name in the interface
 */
const char *
brv_source_labels_get_role (BrvRole role)
{
  static const char *const names[BRV_N_ROLES] = {
    [BRV_ROLE_TITLE] = N_ ("Title"),
    [BRV_ROLE_BYLINE] = N_ ("Byline"),
    [BRV_ROLE_STANDFIRST] = N_ ("Standfirst"),
    [BRV_ROLE_HEADING] = N_ ("Heading"),
    [BRV_ROLE_PARAGRAPH] = N_ ("Paragraph"),
    [BRV_ROLE_LIST_ITEM] = N_ ("List Item"),
    [BRV_ROLE_QUOTE] = N_ ("Block Quote"),
    [BRV_ROLE_PULL_QUOTE] = N_ ("Pull Quote"),
    [BRV_ROLE_CAPTION] = N_ ("Caption"),
    [BRV_ROLE_CREDIT] = N_ ("Picture Credit"),
    [BRV_ROLE_TABLE] = N_ ("Table"),
    [BRV_ROLE_PREFORMATTED] = N_ ("Preformatted Text"),
    [BRV_ROLE_EMBED] = N_ ("Embedded Post"),
    [BRV_ROLE_FOOTNOTE] = N_ ("Footnote"),
    [BRV_ROLE_FURNITURE] = N_ ("Page Furniture"),
  };

  g_return_val_if_fail (role < BRV_N_ROLES, NULL);
  return _ (names[role]);
}
