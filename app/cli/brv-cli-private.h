/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "import/brv-import.h"
#include "model/brv-brief.h"
#include "verify/brv-locate.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

/* The exit statuses that scripts rely on. */
typedef enum
{
  BRV_EXIT_DONE = 0,
  BRV_EXIT_FINDINGS = 1, /* done, and there are findings; the text was not found or is ambiguous */
  BRV_EXIT_USAGE = 2,    /* wrong usage */
  BRV_EXIT_SOME_FAILED = 3, /* of several inputs some or all failed */
  BRV_EXIT_INPUT = 4,       /* the input cannot be read */
  BRV_EXIT_OUTPUT = 5,      /* the output cannot be written; the old file is intact */
  BRV_EXIT_LOCKED = 6,      /* the brief is open elsewhere */
  BRV_EXIT_REFUSED = 7,     /* refused by checks */
  BRV_EXIT_INTERNAL = 70,   /* internal fault */
  BRV_EXIT_INTERRUPTED = 130,
} BrvExit;

/* Imports without a worker process. */
typedef BrvImportResult *(*BrvCliImporter) (const BrvImportInput *input, GError **error);

/* One call of a verb: what all verbs have in common. */
typedef struct
{
  char **arguments;           /* the whole call, as it was given */
  BrvCliImporter import_here; /* (nullable): only in the program that measures the importers */
  const char *verb;
  gboolean json;
  gboolean quiet;
  gboolean takes_over; /* --take-over */
} BrvCli;

/* An option of the verbs that change a brief which is there. */
#define BRV_CLI_TAKE_OVER(cli)                                                         \
  {                                                                                    \
    "take-over", 0, 0, G_OPTION_ARG_NONE, &(cli)->takes_over,                          \
      N_ ("Take the brief over from a computer where it is not in use any more"), NULL \
  }

/* Stands beside the worker: extracts with --in-process. */
#define BRV_CLI_MEASURING_PROGRAM "brevier-extract"

typedef BrvExit (*BrvCliVerb) (BrvCli *cli, int argc, char **argv);

int brv_cli_run (int argc, char **argv, BrvCliImporter import_here);

BrvExit brv_cli_apply (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_check (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_export (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_extract (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_import (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_library (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_fetch (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_list (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_new (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_share (BrvCli *cli, int argc, char **argv);
BrvExit brv_cli_quote (BrvCli *cli, int argc, char **argv);

/* Options: every verb's own, with --help, --json and --quiet added. */
gboolean brv_cli_parse (BrvCli *cli,
                        const GOptionEntry *entries,
                        const char *arguments,
                        const char *summary,
                        int *argc,
                        char ***argv,
                        BrvExit *status);

/* Errors: one line on stderr, or with --json one object on stdout. */
BrvExit brv_cli_classify (const GError *error, const char **code);
JsonObject *brv_cli_make_error (const GError *error, const char *file);
BrvExit brv_cli_fail (BrvCli *cli, const char *file, const GError *error);
BrvExit brv_cli_fail_usage (BrvCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
BrvExit brv_cli_fail_to_read (BrvCli *cli, const char *path, const GError *error);
gboolean brv_cli_read_password (BrvCli *cli, const char *path, char **password, BrvExit *status);
BrvExit brv_cli_fail_code (
  BrvCli *cli, BrvExit status, const char *code, const char *file, const char *message);

/* Output: JSON on one line; FALSE if stdout cannot be written. */
gboolean brv_cli_print_json (JsonObject *object);
gboolean brv_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void brv_cli_set_string (JsonObject *object, const char *name, const char *string);
void brv_cli_set_id (JsonObject *object, const char *name, BrvId id);
void brv_cli_set_range (JsonObject *object, const char *text, BrvRange range);
gboolean brv_cli_read_range (const char *text, gint64 start, gint64 end, BrvRange *range);

/* Briefs: opened to be changed, or only read. */
BrvWorkspace *brv_cli_open_to_stay (BrvCli *cli, const char *path, BrvExit *status);
BrvWorkspace *brv_cli_open (BrvCli *cli, const char *path, BrvExit *status);
BrvWorkspace *brv_cli_read (BrvCli *cli, const char *path, BrvExit *status);
BrvWorkspace *brv_cli_salvage (BrvCli *cli, const char *path, JsonArray *missing, BrvExit *status);
void brv_cli_say_overwritten (BrvCli *cli, BrvWorkspace *workspace, const char *path);
BrvExit brv_cli_save_and_close (BrvCli *cli, BrvWorkspace *workspace, const char *path);

/* The answer to a passage that was found, or the places of one that is ambiguous. */
void brv_cli_describe_match (const BrvBrief *brief,
                             BrvId block_id,
                             const BrvMatch *match,
                             JsonObject *answer);
void brv_cli_describe_places (const BrvBrief *brief,
                              const char *passage,
                              const BrvLocateOptions *options,
                              JsonObject *error);

/* Inline Markdown with [^note: …] and [^cite: SOURCE-ID]. */
BrvText *brv_cli_read_markdown (const char *markdown, GError **error);

#define BRV_CLI_ERROR (brv_cli_error_quark ())
GQuark brv_cli_error_quark (void);

typedef enum
{
  BRV_CLI_ERROR_USAGE,
  BRV_CLI_ERROR_NOT_FOUND,
  BRV_CLI_ERROR_UNSUPPORTED,
} BrvCliError;

G_END_DECLS
