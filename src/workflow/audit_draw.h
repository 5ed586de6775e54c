// The draw of an audit as a document: what it was drawn from, by which protocol, from which seed,
// round after round, and every card. Whoever has the inputs draws again and must get the same.
// docs/formats/audit-draw.md. Next: workflow/audit_measure.h.
#pragma once

#include "audit/card_draw.h"
#include "workflow/audit_assertions.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a draw is made from. Null: not given.
struct DrawInputs {
  const AuditAssertions* assertions = nullptr;
  const AuditRecords* records = nullptr;
  const election::BallotManifest* manifest = nullptr;
  std::vector<formats::HashedFile> manifest_files;
};

struct AuditDraw {
  audit::DrawPlan plan;
  bool from_records = false;
  audit::CardDraw draw;
};

/// From the records where assertions with records are given, else from the manifest.
/// Causes: draw.inputs (neither), draw.schedule (other rounds than the assertions have),
/// draw.chance (not of Bernoulli, or not rising), draw.cuts (more draws than were said, or with
/// replacement), cut.* of draw/paper_draws.h, those of
/// paper_problems(), draw_from_records() and draw_from_manifest().
base::Result<AuditDraw> draw_audit(const DrawInputs& inputs, const audit::DrawPlan& plan,
                                   base::Executor& executor);

/// By how much cuts may raise the chance of an error, over all draws that were said; 0: no cuts.
[[nodiscard]] double risk_of_cuts(const audit::DrawPlan& plan);

/// recanvass.draw/1
[[nodiscard]] base::Json draw_document(const DrawInputs& inputs, const AuditDraw& drawn);

/// The plan of such a document. Causes: draw.document.
base::Result<audit::DrawPlan> plan_of_document(const base::Json& document, const std::string& file);

/// Draws again from the document's plan. Causes: those above; draw.differs (another draw, with the
/// first difference: other inputs, or a document that was changed).
base::Result<AuditDraw> draw_of_document(const base::Json& document, const std::string& file,
                                         const DrawInputs& inputs, base::Executor& executor);

}  // namespace recanvass::workflow
