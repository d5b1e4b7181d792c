/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs before a brief goes out: check and export. */

#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "base/brv-atomic-file.h"
#include "base/brv-sha256.h"
#include "cli/brv-cli-private.h"
#include "model/brv-finding.h"
#include "workspace/brv-page-findings.h"

/* More than these export does not say one by one. */
#define MOST_WARNINGS 10

static JsonObject *
describe_finding (const BrvFinding *finding, const BrvBrief *brief)
{
  JsonObject *object = json_object_new ();
  const BrvId block_id = brv_finding_get_block_id (finding);
  gint section = -1;

  json_object_set_string_member (object, "kind", brv_finding_get_kind (finding));
  json_object_set_string_member (object, "severity",
                                 brv_severity_get_name (brv_finding_get_severity (finding)));
  if (brv_finding_is_on_pages (finding))
    section = brv_page_findings_find_section (finding, brief);
  if (section < 0 || brv_brief_find_block (brief, block_id, NULL, NULL) != NULL)
    brv_cli_set_id (object, "block", block_id);
  if (section >= 0)
    brv_cli_set_id (object, "section",
                    brv_section_get_id (brv_brief_get_section (brief, (guint)section)));
  if (brv_finding_get_page (finding) > 0)
    json_object_set_int_member (object, "page", brv_finding_get_page (finding));
  brv_cli_set_id (object, "source", brv_finding_get_source_id (finding));
  json_object_set_string_member (object, "message", brv_finding_get_message (finding));
  brv_cli_set_string (object, "expected", brv_finding_get_expected (finding));
  brv_cli_set_string (object, "found", brv_finding_get_found (finding));
  return object;
}

/* What is about pages says where it is: nobody reads that from the words. */
static char *
describe_place (const BrvFinding *finding, const BrvBrief *brief)
{
  const guint page = brv_finding_get_page (finding);
  const gint section = brv_page_findings_find_section (finding, brief);
  const BrvSource *source = brv_brief_lookup_source (brief, brv_finding_get_source_id (finding));
  const char *name = NULL;

  if (section >= 0)
    name = brv_section_get_heading (brv_brief_get_section (brief, (guint)section));
  else if (source != NULL)
    name = brv_source_get_title (source);
  if (page > 0 && name != NULL)
    /* Translators: the number of a page; a heading or the title of a source; what is wrong there */
    return g_strdup_printf (_ ("page %u, “%s”: %s"), page, name, brv_finding_get_message (finding));
  if (page > 0)
    return g_strdup_printf (_ ("page %u: %s"), page, brv_finding_get_message (finding));
  return g_strdup (brv_finding_get_message (finding));
}

static char *
describe (const BrvFinding *finding, const BrvBrief *brief)
{
  return brv_finding_is_on_pages (finding) ? describe_place (finding, brief)
                                           : g_strdup (brv_finding_get_message (finding));
}

static JsonArray *
describe_findings (const BrvBrief *brief, GPtrArray *findings)
{
  JsonArray *array = json_array_sized_new (findings->len);

  for (guint i = 0; i < findings->len; i++)
    json_array_add_object_element (array,
                                   describe_finding (g_ptr_array_index (findings, i), brief));
  return array;
}

/* What is wrong with pages that are written: the file goes out all the same. */
static void
say_warnings (const char *path, const BrvBrief *brief, GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const BrvFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *message = NULL;

      if (brv_finding_get_severity (finding) == BRV_SEVERITY_INFO || n++ >= MOST_WARNINGS)
        continue;
      message = describe (finding, brief);
      g_printerr ("brevier: %s: %s\n", path, message);
    }
  if (n > MOST_WARNINGS)
    g_printerr (
      g_dngettext (GETTEXT_PACKAGE, "brevier: %s: %u more warning, which brevier check lists\n",
                   "brevier: %s: %u more warnings, which brevier check lists\n", n - MOST_WARNINGS),
      path, n - MOST_WARNINGS);
}

static gboolean
print_findings (BrvCli *cli, BrvWorkspace *workspace, GPtrArray *findings, gboolean ok)
{
  const BrvBrief *brief = brv_workspace_get_brief (workspace);
  const BrvVerdicts *verdicts = brv_workspace_get_verdicts (workspace);
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonObject *counts = json_object_new ();
  gboolean written = TRUE;

  for (guint i = 0; i < BRV_N_VERDICTS; i++)
    json_object_set_int_member (counts, brv_verdict_kind_get_name ((BrvVerdictKind)i),
                                brv_verdicts_count (verdicts, (BrvVerdictKind)i));
  for (guint i = 0; i < findings->len; i++)
    {
      const BrvFinding *finding = g_ptr_array_index (findings, i);
      const BrvSeverity severity = brv_finding_get_severity (finding);
      g_autofree char *message = describe (finding, brief);

      if (!cli->json && (!cli->quiet || severity != BRV_SEVERITY_INFO))
        written = brv_cli_print ("%s: %s\n", brv_severity_get_name (severity), message) && written;
    }
  json_object_set_boolean_member (answer, "ok", ok);
  json_object_set_object_member (answer, "counts", counts);
  json_object_set_array_member (answer, "findings", describe_findings (brief, findings));
  return cli->json ? brv_cli_print_json (answer) : written;
}

BrvExit
brv_cli_check (BrvCli *cli, int argc, char **argv)
{
  g_autofree char *pdf = NULL;
  const GOptionEntry entries[] = {
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_ ("Compare this file with the brief"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean ok = TRUE;
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF"),
                      _ ("Checks each quote of a brief against its source, and the pages for what "
                         "they cannot show."),
                      &argc, &argv, &status))
    return status;
  if (argc != 2)
    return brv_cli_fail_usage (cli, _ ("Name the brief to check: brevier check BRIEF"));
  if (pdf != NULL)
    return brv_cli_fail_code (cli, BRV_EXIT_INPUT, "unsupported", pdf,
                              _ ("Finished PDFs cannot be compared with a brief yet."));
  workspace = brv_cli_read (cli, argv[1], &status);
  if (workspace == NULL)
    return status;
  brv_workspace_check_pages (workspace);
  findings = brv_workspace_list_findings (workspace);
  for (guint i = 0; i < findings->len; i++)
    ok = ok && brv_finding_get_severity (g_ptr_array_index (findings, i)) == BRV_SEVERITY_INFO;
  if (!print_findings (cli, workspace, findings, ok))
    return BRV_EXIT_OUTPUT;
  return ok ? BRV_EXIT_DONE : BRV_EXIT_FINDINGS;
}

typedef struct
{
  char *output;
  char *format;
  char *pages;
  char *profile;
  char *overrule;
  gboolean printable;
  gboolean salvage;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  g_free (options->output);
  g_free (options->format);
  g_free (options->pages);
  g_free (options->profile);
  g_free (options->overrule);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

static BrvExit
write_result (BrvCli *cli, const ExportOptions *options, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (!g_str_equal (options->output, "-"))
    return brv_atomic_file_replace (options->output, bytes, NULL, &error)
             ? BRV_EXIT_DONE
             : brv_cli_fail (cli, options->output, error);
  if (fwrite (data, 1, length, stdout) != length || fflush (stdout) != 0)
    return brv_cli_fail_code (cli, BRV_EXIT_OUTPUT, "write", _ ("standard output"),
                              _ ("The pages could not be written."));
  return BRV_EXIT_DONE;
}

static BrvExit
export_brief (BrvCli *cli, const char *path, const ExportOptions *options)
{
  const BrvExportRequest request = { options->printable ? BRV_TYPESET_PRINTABLE : BRV_TYPESET_NONE,
                                     options->pages, options->overrule };
  gint64 started_us = g_get_monotonic_time ();
  const char *format_name = options->format;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (JsonArray) missing = json_array_new ();
  BrvExportFormat format;
  BrvExit status;
  guint n_pages;

  if (format_name == NULL)
    format_name = g_str_equal (options->output, "-") ? "pdf" : options->output;
  if (!brv_export_format_parse (format_name, &format, &error))
    return brv_cli_fail (cli, options->output, error);
  workspace = options->salvage ? brv_cli_salvage (cli, path, missing, &status)
                               : brv_cli_read (cli, path, &status);
  if (workspace == NULL)
    return status;
  bytes =
    brv_workspace_export_bytes (workspace, format, &request, &n_pages, &findings, NULL, &error);
  if (bytes == NULL)
    return brv_cli_fail (cli, path, error);
  status = write_result (cli, options, bytes);
  if (status == BRV_EXIT_DONE)
    say_warnings (path, brv_workspace_get_brief (workspace), findings);
  if (status == BRV_EXIT_DONE && json_array_get_length (missing) > 0)
    status = BRV_EXIT_FINDINGS;
  if ((status != BRV_EXIT_DONE && status != BRV_EXIT_FINDINGS) || !cli->json ||
      g_str_equal (options->output, "-"))
    return status;
  hash = brv_sha256_of_bytes (bytes);
  json_object_set_string_member (answer, "out", options->output);
  json_object_set_int_member (answer, "pages", n_pages);
  json_object_set_int_member (answer, "bytes", (gint64)g_bytes_get_size (bytes));
  json_object_set_string_member (answer, "sha256", hash);
  json_object_set_int_member (answer, "ms", (g_get_monotonic_time () - started_us) / 1000);
  json_object_set_array_member (answer, "findings",
                                describe_findings (brv_workspace_get_brief (workspace), findings));
  if (options->salvage)
    json_object_set_array_member (answer, "missing", json_array_ref (missing));
  return brv_cli_print_json (answer) ? status : BRV_EXIT_OUTPUT;
}

/* A brief for others: history can hold words that were taken out of it. */
BrvExit
brv_cli_share (BrvCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write"), N_ ("OUT") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF"),
                      _ ("Writes a copy of a brief without its history and its versions, in which "
                         "nothing that was removed can be found."),
                      &argc, &argv, &status))
    return status;
  if (argc != 2 || output == NULL)
    return brv_cli_fail_usage (cli, _ ("Name the brief and the copy: brevier share BRIEF -o OUT"));
  workspace = brv_cli_read (cli, argv[1], &status);
  if (workspace == NULL)
    return status;
  if (!brv_workspace_save_for_sharing (workspace, output, &error))
    {
      const char *code;

      status = brv_cli_classify (error, &code);
      return brv_cli_fail_code (cli, status == BRV_EXIT_INPUT ? BRV_EXIT_OUTPUT : status, code,
                                output, error->message);
    }
  json_object_set_string_member (answer, "out", output);
  return !cli->json || brv_cli_print_json (answer) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
}

BrvExit
brv_cli_export (BrvCli *cli, int argc, char **argv)
{
  g_auto (ExportOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Where to write; - for standard output"), N_ ("OUT") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("pdf or png; else by OUT’s ending"),
      N_ ("FORMAT") },
    { "printable", 0, 0, G_OPTION_ARG_NONE, &options.printable, N_ ("The version for paper"),
      NULL },
    { "pages", 0, 0, G_OPTION_ARG_STRING, &options.pages, N_ ("Only these pages, as 2-4"),
      N_ ("RANGE") },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &options.profile, N_ ("A profile of the format"),
      N_ ("NAME") },
    { "overrule", 0, 0, G_OPTION_ARG_STRING, &options.overrule, N_ ("Export in spite of errors"),
      N_ ("REASON") },
    { "salvage", 0, 0, G_OPTION_ARG_NONE, &options.salvage,
      N_ ("Of a damaged brief, write what is left"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("BRIEF"), _ ("Writes the finished pages of a brief."), &argc,
                      &argv, &status))
    return status;
  if (argc != 2 || options.output == NULL)
    return brv_cli_fail_usage (cli,
                               _ ("Name the brief and the output: brevier export BRIEF -o OUT"));
  if (options.profile != NULL)
    return brv_cli_fail_code (
      cli, BRV_EXIT_INPUT, "unsupported", options.output,
      _ ("There are no profiles to choose from: each PDF is PDF/A-2a and PDF/UA-1."));
  return export_brief (cli, argv[1], &options);
}
