/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the verbs print, and what their errors mean to scripts. */

#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "cli/brv-cli-private.h"
#include "edit/brv-document.h"
#include "export/brv-export.h"
#include "import/brv-import.h"
#include "model/brv-quote.h"
#include "storage/brv-store.h"

G_DEFINE_QUARK (brv_cli_error, brv_cli_error)

typedef struct
{
  int error_code;
  BrvExit status;
  const char *code;
} Meaning;

static const Meaning import_meanings[] = {
  { BRV_IMPORT_ERROR_NOT_FOUND, BRV_EXIT_INPUT, "not-found" },
  { BRV_IMPORT_ERROR_PERMISSION, BRV_EXIT_INPUT, "permission" },
  { BRV_IMPORT_ERROR_NOT_A_FILE, BRV_EXIT_INPUT, "not-a-file" },
  { BRV_IMPORT_ERROR_EMPTY, BRV_EXIT_INPUT, "empty" },
  { BRV_IMPORT_ERROR_UNSUPPORTED, BRV_EXIT_INPUT, "unsupported" },
  { BRV_IMPORT_ERROR_ENCODING, BRV_EXIT_INPUT, "encoding" },
  { BRV_IMPORT_ERROR_TOO_LARGE, BRV_EXIT_INPUT, "too-large" },
  { BRV_IMPORT_ERROR_DAMAGED, BRV_EXIT_INPUT, "damaged" },
  { BRV_IMPORT_ERROR_PASSWORD, BRV_EXIT_INPUT, "password" },
  { BRV_IMPORT_ERROR_NO_TEXT, BRV_EXIT_INPUT, "no-text" },
  { BRV_IMPORT_ERROR_TIMEOUT, BRV_EXIT_INPUT, "timeout" },
  { BRV_IMPORT_ERROR_CRASHED, BRV_EXIT_INPUT, "crashed" },
  { BRV_IMPORT_ERROR_NETWORK, BRV_EXIT_INPUT, "network" },
  { BRV_IMPORT_ERROR_REFUSED, BRV_EXIT_INPUT, "refused" },
};

static const Meaning storage_meanings[] = {
  { BRV_STORAGE_ERROR_NOT_FOUND, BRV_EXIT_INPUT, "not-found" },
  { BRV_STORAGE_ERROR_PERMISSION, BRV_EXIT_INPUT, "permission" },
  { BRV_STORAGE_ERROR_NOT_A_FILE, BRV_EXIT_INPUT, "not-a-file" },
  { BRV_STORAGE_ERROR_EMPTY, BRV_EXIT_INPUT, "empty" },
  { BRV_STORAGE_ERROR_READ, BRV_EXIT_INPUT, "damaged" },
  { BRV_STORAGE_ERROR_DAMAGED, BRV_EXIT_INPUT, "damaged" },
  { BRV_STORAGE_ERROR_NEWER, BRV_EXIT_INPUT, "newer-version" },
  { BRV_STORAGE_ERROR_LOCKED, BRV_EXIT_LOCKED, "locked" },
  { BRV_STORAGE_ERROR_NO_SPACE, BRV_EXIT_OUTPUT, "no-space" },
  { BRV_STORAGE_ERROR_WRITE, BRV_EXIT_OUTPUT, "write" },
  { BRV_STORAGE_ERROR_CHANGED, BRV_EXIT_OUTPUT, "refused" },
  { BRV_STORAGE_ERROR_SHRINKS, BRV_EXIT_OUTPUT, "write" },
};

static const Meaning edit_meanings[] = {
  { BRV_EDIT_ERROR_NOT_FOUND, BRV_EXIT_USAGE, "not-found" },
  { BRV_EDIT_ERROR_RANGE, BRV_EXIT_USAGE, "usage" },
  { BRV_EDIT_ERROR_REFUSED, BRV_EXIT_REFUSED, "refused" },
  { BRV_EDIT_ERROR_IN_USE, BRV_EXIT_REFUSED, "refused" },
  { BRV_EDIT_ERROR_VALUE, BRV_EXIT_USAGE, "usage" },
};

static const Meaning quote_meanings[] = {
  { BRV_QUOTE_ERROR_RANGE, BRV_EXIT_USAGE, "usage" },
  { BRV_QUOTE_ERROR_OVERLAP, BRV_EXIT_REFUSED, "refused" },
  { BRV_QUOTE_ERROR_TEXT, BRV_EXIT_USAGE, "usage" },
  { BRV_QUOTE_ERROR_NOTHING, BRV_EXIT_REFUSED, "refused" },
};

static const Meaning locate_meanings[] = {
  { BRV_LOCATE_ERROR_NOT_FOUND, BRV_EXIT_FINDINGS, "not-found" },
  { BRV_LOCATE_ERROR_AMBIGUOUS, BRV_EXIT_FINDINGS, "ambiguous" },
};

static const Meaning export_meanings[] = {
  { BRV_EXPORT_ERROR_UNSUPPORTED, BRV_EXIT_INPUT, "unsupported" },
  { BRV_EXPORT_ERROR_RANGE, BRV_EXIT_USAGE, "usage" },
};

static const Meaning typeset_meanings[] = {
  { BRV_TYPESET_ERROR_THEME, BRV_EXIT_INPUT, "damaged" },
  { BRV_TYPESET_ERROR_FONT, BRV_EXIT_INPUT, "not-found" },
};

static const Meaning workspace_meanings[] = {
  { BRV_WORKSPACE_ERROR_REFUSED, BRV_EXIT_REFUSED, "refused" },
};

static const Meaning cli_meanings[] = {
  { BRV_CLI_ERROR_USAGE, BRV_EXIT_USAGE, "usage" },
  { BRV_CLI_ERROR_NOT_FOUND, BRV_EXIT_USAGE, "not-found" },
  { BRV_CLI_ERROR_UNSUPPORTED, BRV_EXIT_INPUT, "unsupported" },
};

/* What GIO says is about a file that is written: reading has domains of its own. */
static const Meaning io_meanings[] = {
  { G_IO_ERROR_CANCELLED, BRV_EXIT_INTERRUPTED, "refused" },
  { G_IO_ERROR_NO_SPACE, BRV_EXIT_OUTPUT, "no-space" },
  { G_IO_ERROR_PERMISSION_DENIED, BRV_EXIT_OUTPUT, "permission" },
  { G_IO_ERROR_IS_DIRECTORY, BRV_EXIT_OUTPUT, "not-a-file" },
  { G_IO_ERROR_NOT_REGULAR_FILE, BRV_EXIT_OUTPUT, "not-a-file" },
  { G_IO_ERROR_NOT_FOUND, BRV_EXIT_OUTPUT, "not-found" },
};

static const Meaning *
look_up (const Meaning *meanings, guint n_meanings, int error_code)
{
  for (guint i = 0; i < n_meanings; i++)
    {
      if (meanings[i].error_code == error_code)
        return &meanings[i];
    }
  return NULL;
}

/* What @error means to a script: an exit status and a code. */
BrvExit
brv_cli_classify (const GError *error, const char **code)
{
  const struct
  {
    const Meaning *meanings;
    guint n_meanings;
    GQuark domain;
  } domains[] = {
    { import_meanings, G_N_ELEMENTS (import_meanings), BRV_IMPORT_ERROR },
    { storage_meanings, G_N_ELEMENTS (storage_meanings), BRV_STORAGE_ERROR },
    { edit_meanings, G_N_ELEMENTS (edit_meanings), BRV_EDIT_ERROR },
    { quote_meanings, G_N_ELEMENTS (quote_meanings), BRV_QUOTE_ERROR },
    { locate_meanings, G_N_ELEMENTS (locate_meanings), BRV_LOCATE_ERROR },
    { export_meanings, G_N_ELEMENTS (export_meanings), BRV_EXPORT_ERROR },
    { typeset_meanings, G_N_ELEMENTS (typeset_meanings), BRV_TYPESET_ERROR },
    { workspace_meanings, G_N_ELEMENTS (workspace_meanings), BRV_WORKSPACE_ERROR },
    { cli_meanings, G_N_ELEMENTS (cli_meanings), BRV_CLI_ERROR },
    { io_meanings, G_N_ELEMENTS (io_meanings), G_IO_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      const Meaning *meaning;

      if (error->domain != domains[i].domain)
        continue;
      meaning = look_up (domains[i].meanings, domains[i].n_meanings, error->code);
      if (meaning == NULL)
        break;
      *code = meaning->code;
      return meaning->status;
    }
  *code = "write";
  return error->domain == G_IO_ERROR ? BRV_EXIT_OUTPUT : BRV_EXIT_INTERNAL;
}

static JsonObject *
make_error (const char *code, const char *file, const char *message)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", code);
  brv_cli_set_string (error, "file", file);
  json_object_set_string_member (error, "message", message);
  return error;
}

JsonObject *
brv_cli_make_error (const GError *error, const char *file)
{
  const char *code;

  brv_cli_classify (error, &code);
  return make_error (code, file, error->message);
}

BrvExit
brv_cli_fail_code (
  BrvCli *cli, BrvExit status, const char *code, const char *file, const char *message)
{
  if (cli->json)
    {
      g_autoptr (JsonObject) answer = json_object_new ();

      json_object_set_object_member (answer, "error", make_error (code, file, message));
      brv_cli_print_json (answer);
    }
  if (file != NULL)
    g_printerr ("brevier: %s: %s\n", file, message);
  else
    g_printerr ("brevier: %s\n", message);
  return status;
}

BrvExit
brv_cli_fail (BrvCli *cli, const char *file, const GError *error)
{
  const char *code;
  BrvExit status = brv_cli_classify (error, &code);

  return brv_cli_fail_code (cli, status, code, file, error->message);
}

/* Of a small file that says what to do; @error is one of g_file_get_contents(). */
BrvExit
brv_cli_fail_to_read (BrvCli *cli, const char *path, const GError *error)
{
  if (error->domain == G_FILE_ERROR &&
      (error->code == G_FILE_ERROR_ACCES || error->code == G_FILE_ERROR_PERM))
    return brv_cli_fail_code (
      cli, BRV_EXIT_INPUT, "permission", path,
      _ ("You may not read it. Ask its owner for permission or copy it to your folder."));
  if (error->domain == G_FILE_ERROR && error->code == G_FILE_ERROR_ISDIR)
    return brv_cli_fail_code (cli, BRV_EXIT_INPUT, "not-a-file", path, _ ("This is a folder."));
  if (error->domain == G_FILE_ERROR && error->code == G_FILE_ERROR_NOENT)
    return brv_cli_fail_code (cli, BRV_EXIT_INPUT, "not-found", path,
                              _ ("It does not exist. Check the name and the folder."));
  return brv_cli_fail_code (cli, BRV_EXIT_INPUT, "not-found", path, error->message);
}

/* A file, because what stands in a command can be read by everybody on the machine. */
gboolean
brv_cli_read_password (BrvCli *cli, const char *path, char **password, BrvExit *status)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    {
      *status = brv_cli_fail_to_read (cli, path, error);
      return FALSE;
    }
  contents[strcspn (contents, "\r\n")] = '\0';
  *password = contents;
  return TRUE;
}

BrvExit
brv_cli_fail_usage (BrvCli *cli, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return brv_cli_fail_code (cli, BRV_EXIT_USAGE, "usage", NULL, message);
}

gboolean
brv_cli_print_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  json_node_set_object (node, object);
  json = json_to_string (node, FALSE);
  return fputs (json, stdout) >= 0 && fputc ('\n', stdout) != EOF && fflush (stdout) == 0;
}

gboolean
brv_cli_print (const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return fputs (text, stdout) >= 0;
}

/* An unknown value is absent. */
void
brv_cli_set_string (JsonObject *object, const char *name, const char *string)
{
  if (string != NULL && *string != '\0')
    json_object_set_string_member (object, name, string);
}

void
brv_cli_set_id (JsonObject *object, const char *name, BrvId id)
{
  g_autofree char *string = brv_id_to_string (id);

  if (!brv_id_is_none (id))
    json_object_set_string_member (object, name, string);
}

/* JSON counts code points where the program counts bytes. */
void
brv_cli_set_range (JsonObject *object, const char *text, BrvRange range)
{
  gsize start = brv_utf8_count_chars (text, range.start);

  json_object_set_int_member (object, "start", (gint64)start);
  json_object_set_int_member (
    object, "end",
    (gint64)(start + brv_utf8_count_chars (text + range.start, brv_range_length (range))));
}

gboolean
brv_cli_read_range (const char *text, gint64 start, gint64 end, BrvRange *range)
{
  gsize length = strlen (text);
  gint64 chars = (gint64)brv_utf8_count_chars (text, length);

  if (start < 0 || end < start || end > chars)
    return FALSE;
  range->start = brv_utf8_offset_at_char (text, length, (gsize)start);
  range->end = brv_utf8_offset_at_char (text, length, (gsize)end);
  return TRUE;
}

void
brv_cli_describe_match (const BrvBrief *brief,
                        BrvId block_id,
                        const BrvMatch *match,
                        JsonObject *answer)
{
  const BrvSource *source = brv_brief_lookup_source (brief, match->source_id);

  brv_cli_set_id (answer, "block", block_id);
  brv_cli_set_id (answer, "source", match->source_id);
  brv_cli_set_range (answer, brv_source_get_text (source), match->range);
  json_object_set_string_member (answer, "match", match->exact ? "exact" : "normalised");
}

void
brv_cli_describe_places (const BrvBrief *brief,
                         const char *passage,
                         const BrvLocateOptions *options,
                         JsonObject *error)
{
  g_autoptr (GArray) matches = brv_locate_all (brief, passage, options);
  JsonArray *places = json_array_sized_new (matches->len);

  for (guint i = 0; i < matches->len; i++)
    {
      const BrvMatch *match = &g_array_index (matches, BrvMatch, i);
      const BrvSource *source = brv_brief_lookup_source (brief, match->source_id);
      JsonObject *place = json_object_new ();

      brv_cli_set_id (place, "source", match->source_id);
      brv_cli_set_range (place, brv_source_get_text (source), match->range);
      json_array_add_object_element (places, place);
    }
  json_object_set_array_member (error, "places", places);
}
