/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-store.h"
#include "workspace/brv-page-service.h"
#include "workspace/brv-workspace.h"

G_BEGIN_DECLS

struct _BrvWorkspace
{
  GObject parent_instance;

  /* Owned */
  BrvDocument *document;
  BrvStore *store;
  BrvWorkerClient *workers;
  BrvPageService *page_service; /* (nullable): while the preview is on */
  BrvPages *pages;              /* (nullable): the newest that could be made */
  BrvBrief *pages_brief;        /* (nullable): what they show */
  GPtrArray *page_findings;     /* (nullable) (element-type BrvFinding): on the newest pages */
  BrvVerdicts *verdicts;        /* (nullable) */
  BrvBrief *verdicts_brief;     /* (nullable): what they judge */

  GPtrArray *jobs;            /* (element-type BrvImportJob): that run */
  BrvLibraryService *library; /* (nullable) */
  BrvBrief *noted_brief;      /* (nullable): whose sources the library knows to be used */
  GPtrArray *doubts;          /* (nullable) (element-type BrvFinding): what the library says */

  BrvTypesetFlags preview_flags;
  gboolean read_only; /* it was opened to be read */
  gboolean saving;
  gboolean closed; /* nothing goes to the store any more; or it was only opened to read */
};

/* brv-workspace.c */
BrvWorkspace *brv_workspace_new_for_store (BrvStore *store);

/* brv-workspace-sources.c */
void brv_workspace_stop_imports (BrvWorkspace *self);

const BrvVerdicts *brv_workspace_check (BrvWorkspace *self);

G_END_DECLS
