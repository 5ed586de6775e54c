#include "workflow/counting.h"

#include "base/check.h"

namespace recanvass::workflow {

BatchStage BatchCount::stage() const {
  if (is_void) return BatchStage::Void;
  if (adjudicated) return BatchStage::Adjudicated;
  if (entries.empty()) return BatchStage::Waiting;
  if (entries.size() == 1) return BatchStage::OneEntry;
  const Tally& a = entries[0].revisions.back();
  const Tally& b = entries[1].revisions.back();
  return a.same_figures(b) ? BatchStage::Agreed : BatchStage::Mismatch;
}

const Tally* BatchCount::standing() const {
  switch (stage()) {
    case BatchStage::Adjudicated: return &*adjudicated;
    case BatchStage::Agreed: return &entries[0].revisions.back();
    case BatchStage::Waiting:
    case BatchStage::OneEntry:
    case BatchStage::Mismatch:
    case BatchStage::Void: return nullptr;
  }
  return nullptr;
}

bool UnitSums::say_otherwise(const Tally& tape) const {
  if (!has_entries()) return false;
  return !is_counted() || ballots != tape.ballots || votes != tape.votes || blank != tape.blank ||
         over != tape.over;
}

bool Counting::has_entries() const {
  return std::ranges::any_of(batches,
                             [](const auto& entry) { return !entry.second.entries.empty(); });
}

std::string name_of(BatchStage stage) {
  switch (stage) {
    case BatchStage::Waiting: return "waiting";
    case BatchStage::OneEntry: return "one-entry";
    case BatchStage::Agreed: return "agreed";
    case BatchStage::Mismatch: return "mismatch";
    case BatchStage::Adjudicated: return "adjudicated";
    case BatchStage::Void: return "void";
  }
  RECANVASS_CHECK(!"a stage without a name");
  return {};
}

std::string name_of(ContainerStage stage) {
  switch (stage) {
    case ContainerStage::Sealed: return "sealed";
    case ContainerStage::Open: return "open";
    case ContainerStage::Incident: return "incident";
  }
  RECANVASS_CHECK(!"a stage without a name");
  return {};
}

}  // namespace recanvass::workflow
