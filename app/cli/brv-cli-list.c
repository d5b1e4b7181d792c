/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb list: what a brief holds. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"
#include "model/brv-table-plain.h"
#include "storage/brv-store.h"

static const char *const alteration_kinds[] = {
  [BRV_ALTERATION_ELISION] = "elision",
  [BRV_ALTERATION_INSERTION] = "insertion",
  [BRV_ALTERATION_INITIAL] = "initial",
  [BRV_ALTERATION_EMPHASIS] = "emphasis",
};

static void
set_values (JsonObject *object, const char *name, const char *const *values, gboolean list)
{
  JsonArray *array;

  if (values == NULL)
    return;
  if (!list)
    {
      brv_cli_set_string (object, name, values[0]);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (object, name, array);
}

static JsonObject *
describe_brief (const BrvBrief *brief)
{
  JsonObject *object = json_object_new ();

  brv_cli_set_id (object, "id", brv_brief_get_id (brief));
  for (guint i = 0; i < BRV_N_BRIEF_FIELDS; i++)
    set_values (object, brv_brief_field_get_name ((BrvBriefField)i),
                brv_record_get_list (brv_brief_get_record (brief), i),
                brv_brief_field_is_list ((BrvBriefField)i));
  return object;
}

static JsonObject *
describe_source (const BrvBrief *brief, const BrvSource *source)
{
  JsonObject *object = json_object_new ();
  g_autofree char *captured = brv_source_dup_captured (source);

  brv_cli_set_id (object, "id", brv_source_get_id (source));
  for (guint i = 0; i < BRV_N_SOURCE_FIELDS; i++)
    {
      if (i != BRV_SOURCE_FIELD_INCOMPLETE)
        set_values (object, brv_source_field_get_name ((BrvSourceField)i),
                    brv_record_get_list (brv_source_get_record (source), i),
                    brv_source_field_is_list ((BrvSourceField)i));
    }
  if (brv_source_is_incomplete (source))
    json_object_set_boolean_member (object, "incomplete", TRUE);
  brv_cli_set_string (object, "format", brv_source_get_format (source));
  brv_cli_set_string (object, "sha256", brv_source_get_bytes_sha256 (source));
  brv_cli_set_string (object, "text_sha256", brv_source_get_text_sha256 (source));
  brv_cli_set_string (object, "captured", captured);
  brv_cli_set_string (object, "origin", brv_source_get_origin (source));
  json_object_set_int_member (object, "quotes",
                              brv_brief_count_quotes_of (brief, brv_source_get_id (source)));
  return object;
}

static JsonArray *
describe_alterations (const BrvQuote *quote)
{
  JsonArray *array = json_array_new ();
  guint n_alterations;
  const BrvAlteration *alterations = brv_quote_get_alterations (quote, &n_alterations);

  for (guint i = 0; i < n_alterations; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", alteration_kinds[alterations[i].kind]);
      brv_cli_set_range (object, brv_quote_get_exact (quote), alterations[i].range);
      brv_cli_set_string (object, "text", alterations[i].text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
describe_quote (BrvWorkspace *workspace, const BrvBlock *block)
{
  const BrvQuote *quote = brv_block_get_quote (block);
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);
  const BrvSource *source = brv_brief_lookup_source (brv_workspace_get_brief (workspace),
                                                     brv_anchor_get_source_id (anchor));
  const BrvVerdict *verdict =
    brv_verdicts_lookup (brv_workspace_get_verdicts (workspace), brv_block_get_id (block));
  JsonObject *object = json_object_new ();
  BrvRange range = brv_anchor_get_range (anchor);

  brv_cli_set_id (object, "source", brv_anchor_get_source_id (anchor));
  if (source != NULL && range.end <= brv_source_get_text_length (source))
    brv_cli_set_range (object, brv_source_get_text (source), range);
  if (brv_anchor_get_page_label (anchor) != NULL)
    json_object_set_string_member (object, "page_label", brv_anchor_get_page_label (anchor));
  json_object_set_string_member (object, "exact", brv_quote_get_exact (quote));
  json_object_set_string_member (object, "shown", brv_text_get_utf8 (brv_quote_get_shown (quote)));
  json_object_set_array_member (object, "alterations", describe_alterations (quote));
  if (verdict != NULL)
    json_object_set_string_member (object, "verdict",
                                   brv_verdict_kind_get_name (brv_verdict_get_kind (verdict)));
  return object;
}

static JsonArray *
describe_rows (const BrvTable *table)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < brv_table_get_n_rows (table); i++)
    {
      JsonArray *row = json_array_new ();

      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        {
          g_autofree char *plain = brv_text_dup_plain (brv_table_get_cell (table, i, k));

          json_array_add_string_element (row, plain);
        }
      json_array_add_array_element (rows, row);
    }
  return rows;
}

static JsonObject *
describe_image (const BrvImage *image)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "media_type", brv_image_get_media_type (image));
  json_object_set_string_member (object, "sha256", brv_image_get_sha256 (image));
  json_object_set_int_member (object, "width", brv_image_get_width_px (image));
  json_object_set_int_member (object, "height", brv_image_get_height_px (image));
  return object;
}

/* What only some kinds of block have. */
static void
describe_element (const BrvBlock *block, JsonObject *object)
{
  if (brv_block_get_variant (block) != BRV_VARIANT_PLAIN)
    json_object_set_string_member (object, "look",
                                   brv_variant_get_name (brv_block_get_variant (block)));
  if (brv_block_get_image (block) != NULL)
    {
      json_object_set_object_member (object, "image", describe_image (brv_block_get_image (block)));
      if (*brv_block_get_alternative (block) != '\0')
        json_object_set_string_member (object, "alt", brv_block_get_alternative (block));
      if (brv_block_get_width_percent (block) > 0)
        json_object_set_int_member (object, "width", brv_block_get_width_percent (block));
    }
  if (brv_block_get_table (block) != NULL)
    {
      json_object_set_array_member (object, "rows", describe_rows (brv_block_get_table (block)));
      json_object_set_int_member (object, "header",
                                  brv_table_get_n_header_rows (brv_block_get_table (block)));
    }
}

static JsonObject *
describe_block (BrvWorkspace *workspace, const BrvBlock *block)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = brv_text_dup_plain (brv_block_get_text (block));

  brv_cli_set_id (object, "id", brv_block_get_id (block));
  json_object_set_string_member (object, "kind",
                                 brv_block_kind_get_name (brv_block_get_kind (block)));
  json_object_set_string_member (object, "text", text);
  if (brv_block_get_level (block) > 0)
    json_object_set_int_member (object, "level", brv_block_get_level (block));
  if (brv_block_get_kind (block) == BRV_BLOCK_LIST_ITEM)
    json_object_set_boolean_member (object, "ordered", brv_block_is_ordered (block));
  if (brv_block_get_quote (block) != NULL)
    json_object_set_object_member (object, "quote", describe_quote (workspace, block));
  describe_element (block, object);
  return object;
}

static gboolean
is_wanted (const char *what, const BrvBlock *block)
{
  return what == NULL || g_str_equal (what, "blocks") ||
         (g_str_equal (what, "quotes") && brv_block_get_quote (block) != NULL);
}

static JsonArray *
describe_sections (BrvWorkspace *workspace, const char *what)
{
  const BrvBrief *brief = brv_workspace_get_brief (workspace);
  JsonArray *sections = json_array_new ();

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);
      JsonObject *object = json_object_new ();
      JsonArray *blocks = json_array_new ();

      brv_cli_set_id (object, "id", brv_section_get_id (section));
      brv_cli_set_string (object, "key", brv_section_get_key (section));
      brv_cli_set_string (object, "heading", brv_section_get_heading (section));
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);

          if (is_wanted (what, block))
            json_array_add_object_element (blocks, describe_block (workspace, block));
        }
      json_object_set_array_member (object, "blocks", blocks);
      json_array_add_object_element (sections, object);
    }
  return sections;
}

static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static JsonArray *
describe_history (BrvWorkspace *workspace)
{
  JsonArray *array = json_array_new ();
  guint n_steps, n_undone;
  const BrvHistoryStep *steps = brv_workspace_get_history (workspace, &n_steps, &n_undone);

  for (guint i = 0; i < n_steps; i++)
    {
      JsonObject *object = json_object_new ();
      g_autofree char *iso = format_time (steps[i].time_us);

      json_object_set_string_member (object, "label", brv_change_get_label (steps[i].change));
      json_object_set_string_member (object, "time", iso);
      if (i + n_undone >= n_steps)
        json_object_set_boolean_member (object, "undone", TRUE);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
describe_versions (BrvWorkspace *workspace)
{
  JsonArray *array = json_array_new ();
  g_autoptr (BrvVersions) versions = brv_workspace_get_versions (workspace);

  for (guint i = 0; i < brv_versions_get_n (versions); i++)
    {
      const char *name = brv_versions_get_name (versions, i);
      JsonObject *object = json_object_new ();
      g_autofree char *time = format_time (brv_versions_get_time_us (versions, i));

      json_object_set_int_member (object, "version", i);
      if (*name != '\0')
        json_object_set_string_member (object, "name", name);
      json_object_set_string_member (object, "time", time);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
describe (BrvWorkspace *workspace, const char *what)
{
  const BrvBrief *brief = brv_workspace_get_brief (workspace);
  JsonObject *answer = json_object_new ();

  json_object_set_object_member (answer, "brief", describe_brief (brief));
  if (what == NULL || g_str_equal (what, "sources"))
    {
      JsonArray *sources = json_array_new ();

      for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
        json_array_add_object_element (sources,
                                       describe_source (brief, brv_brief_get_source (brief, i)));
      json_object_set_array_member (answer, "sources", sources);
    }
  if (what == NULL || g_str_equal (what, "sections") || g_str_equal (what, "blocks") ||
      g_str_equal (what, "quotes"))
    json_object_set_array_member (answer, "sections", describe_sections (workspace, what));
  if (g_strcmp0 (what, "history") == 0)
    json_object_set_array_member (answer, "history", describe_history (workspace));
  if (g_strcmp0 (what, "versions") == 0)
    json_object_set_array_member (answer, "versions", describe_versions (workspace));
  return answer;
}

static void
print_sources (const BrvBrief *brief)
{
  for (guint i = 0; i < brv_brief_get_n_sources (brief); i++)
    {
      const BrvSource *source = brv_brief_get_source (brief, i);
      g_autofree char *id = brv_id_to_string (brv_source_get_id (source));
      const char *publisher = brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER);
      const char *title = brv_source_get_title (source);

      brv_cli_print ("%s  %s%s%s\n", id, publisher != NULL ? publisher : "",
                     publisher != NULL ? ": " : "", title != NULL ? title : _ ("Untitled"));
    }
}

/* A line for each row of a table, and for what has no words of its own a word that says so. */
static void
print_element (const BrvBlock *block, const char *text)
{
  g_autofree char *cells = NULL;
  g_auto (GStrv) rows = NULL;

  switch ((int)brv_block_get_kind (block))
    {
    case BRV_BLOCK_FIGURE:
      brv_cli_print ("  [%s] %s\n", _ ("figure"),
                     *text != '\0' ? text : brv_block_get_alternative (block));
      break;
    case BRV_BLOCK_TABLE:
      brv_cli_print ("  [%s] %s\n", _ ("table"), text);
      cells = brv_table_dup_plain (brv_block_get_table (block));
      rows = g_strsplit (g_strchomp (cells), "\n", -1);
      for (guint i = 0; rows[i] != NULL; i++)
        brv_cli_print ("    %s\n", rows[i]);
      break;
    case BRV_BLOCK_PAGE_BREAK:
      brv_cli_print ("  [%s]\n", _ ("page break"));
      break;
    default:
      brv_cli_print ("  %s\n", text);
    }
}

static void
print_sections (BrvWorkspace *workspace, const char *what)
{
  const BrvBrief *brief = brv_workspace_get_brief (workspace);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      brv_cli_print ("%s\n", brv_section_get_heading (section));
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          const BrvVerdict *verdict =
            brv_verdicts_lookup (brv_workspace_get_verdicts (workspace), brv_block_get_id (block));
          g_autofree char *text = brv_text_dup_plain (brv_block_get_text (block));

          if (!is_wanted (what, block) || brv_block_is_blank (block))
            continue;
          if (verdict != NULL)
            brv_cli_print ("  [%s] %s\n",
                           brv_verdict_kind_get_name (brv_verdict_get_kind (verdict)), text);
          else
            print_element (block, text);
        }
    }
}

static void
print_history (BrvWorkspace *workspace)
{
  guint n_steps, n_undone;
  const BrvHistoryStep *steps = brv_workspace_get_history (workspace, &n_steps, &n_undone);

  for (guint i = 0; i < n_steps; i++)
    brv_cli_print ("%s%s\n", brv_change_get_label (steps[i].change),
                   i + n_undone >= n_steps ? _ (" (undone)") : "");
}

static void
print_versions (BrvWorkspace *workspace)
{
  g_autoptr (BrvVersions) versions = brv_workspace_get_versions (workspace);

  for (guint i = 0; i < brv_versions_get_n (versions); i++)
    {
      const char *name = brv_versions_get_name (versions, i);
      g_autofree char *time = format_time (brv_versions_get_time_us (versions, i));

      brv_cli_print ("%u  %s  %s\n", i, time, name);
    }
}

static void
print_all (BrvWorkspace *workspace, const char *what)
{
  if (what == NULL || g_str_equal (what, "sources"))
    print_sources (brv_workspace_get_brief (workspace));
  if (g_strcmp0 (what, "history") == 0)
    print_history (workspace);
  else if (g_strcmp0 (what, "versions") == 0)
    print_versions (workspace);
  else if (g_strcmp0 (what, "sources") != 0)
    print_sections (workspace, what);
}

BrvExit
brv_cli_list (BrvCli *cli, int argc, char **argv)
{
  static const char *const kinds[] = { "sources", "quotes",   "sections", "blocks",
                                       "history", "versions", NULL };
  g_autofree char *what = NULL;
  gboolean salvage = FALSE;
  g_autoptr (JsonArray) missing = json_array_new ();
  const GOptionEntry entries[] = {
    { "what", 0, 0, G_OPTION_ARG_STRING, &what,
      N_ ("sources, quotes, sections, blocks, history or versions"), N_ ("KIND") },
    { "salvage", 0, 0, G_OPTION_ARG_NONE, &salvage, N_ ("Of a damaged brief, show what is left"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (BrvWorkspace) workspace = NULL;
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF"), _ ("Shows what a brief holds."), &argc, &argv,
                      &status))
    return status;
  if (argc != 2)
    return brv_cli_fail_usage (cli, _ ("Name the brief: brevier list BRIEF"));
  if (what != NULL && !g_strv_contains (kinds, what))
    return brv_cli_fail_usage (cli, _ ("There is no kind “%s” to list."), what);
  workspace = salvage ? brv_cli_salvage (cli, argv[1], missing, &status)
                      : brv_cli_read (cli, argv[1], &status);
  if (workspace == NULL)
    return status;
  status = json_array_get_length (missing) > 0 ? BRV_EXIT_FINDINGS : BRV_EXIT_DONE;
  if (cli->json)
    {
      g_autoptr (JsonObject) answer = describe (workspace, what);

      if (salvage)
        json_object_set_array_member (answer, "missing", json_array_ref (missing));
      return brv_cli_print_json (answer) ? status : BRV_EXIT_OUTPUT;
    }
  print_all (workspace, what);
  return status;
}
