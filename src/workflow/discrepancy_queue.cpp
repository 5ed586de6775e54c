#include "workflow/discrepancy_queue.h"

#include "workflow/challenge_sums.h"
#include "workflow/machine_paper.h"
#include "workflow/unit_result.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace recanvass::workflow {
namespace {

constexpr std::array<std::pair<DiscrepancyKind, const char*>, 6> kDiscrepancyKinds = {
    {{DiscrepancyKind::Entries, "entries"},
     {DiscrepancyKind::Exhibits, "exhibits"},
     {DiscrepancyKind::Reported, "reported"},
     {DiscrepancyKind::Paper, "paper"},
     {DiscrepancyKind::Incident, "incident"},
     {DiscrepancyKind::ByHand, "by-hand"}}};

std::string own_id(DiscrepancyKind kind, const std::string& rest) {
  return name_of(kind) + ":" + rest;
}

const DiscrepancyRecord* record_of(const Operation& operation, const std::string& id) {
  const auto found = operation.judging.discrepancies.records.find(id);
  return found == operation.judging.discrepancies.records.end() ? nullptr : &found->second;
}

// What persons said about it: kept under its id, whatever becomes of the figures.
void add_record(const Operation& operation, Discrepancy& discrepancy) {
  discrepancy.record = record_of(operation, discrepancy.id);
  if (discrepancy.record == nullptr || discrepancy.record->causes.empty()) return;
  discrepancy.cause = discrepancy.record->causes.back().code;
}

void compare_votes(std::vector<DiscrepancyFigure>& figures,
                   const std::map<std::string, std::int64_t>& first,
                   const std::map<std::string, std::int64_t>& second, const Setup& setup) {
  const auto votes_in_map = [](const auto& votes, const std::string& id) {
    const auto found = votes.find(id);
    return found == votes.end() ? std::nullopt : std::optional(found->second);
  };
  for (const SetupChoice& choice : setup.choices) {
    figures.push_back({choice.id, votes_in_map(first, choice.id), votes_in_map(second, choice.id)});
  }
}

bool differ(const std::vector<DiscrepancyFigure>& figures) {
  return std::any_of(figures.begin(), figures.end(), [](const DiscrepancyFigure& figure) {
    return figure.first && figure.second && figure.first != figure.second;
  });
}

// Kept while the entries differ, when a third person settled them, and when somebody named a cause.
std::optional<Discrepancy> entries_discrepancy(const Operation& operation,
                                               const std::string& batch) {
  const auto listed = operation.commitment.batches.find(batch);
  const auto found = operation.counting.batches.find(batch);
  if (listed == operation.commitment.batches.end() || found == operation.counting.batches.end()) {
    return std::nullopt;
  }
  Discrepancy out;
  out.id = own_id(DiscrepancyKind::Entries, batch);
  out.kind = DiscrepancyKind::Entries;
  out.county = listed->second.county;
  out.unit = listed->second.unit;
  out.batch = batch;
  add_record(operation, out);
  out.holds = found->second.stage() == BatchStage::Mismatch;
  if (!out.holds && !found->second.adjudicated && out.record == nullptr) return std::nullopt;
  if (found->second.entries.size() < 2) return std::nullopt;
  const Tally& a = found->second.entries[0].revisions.back();
  const Tally& b = found->second.entries[1].revisions.back();
  compare_votes(out.figures, a.votes, b.votes, operation.setup);
  out.figures.push_back({"blank", a.blank, b.blank});
  out.figures.push_back({"over", a.over, b.over});
  out.figures.push_back({"ballots", a.ballots, b.ballots});
  return out;
}

// Both were written down by the same board: either a challenged ballot was registered with another
// reading than it was tallied with, or the tally lacks it.
std::optional<Discrepancy> exhibits_discrepancy(const Operation& operation,
                                                const std::string& batch) {
  const auto listed = operation.commitment.batches.find(batch);
  const auto found = operation.counting.batches.find(batch);
  if (listed == operation.commitment.batches.end() || found == operation.counting.batches.end() ||
      found->second.standing() == nullptr) {
    return std::nullopt;
  }
  Discrepancy out;
  out.id = own_id(DiscrepancyKind::Exhibits, batch);
  out.kind = DiscrepancyKind::Exhibits;
  out.county = listed->second.county;
  out.unit = listed->second.unit;
  out.batch = batch;
  add_record(operation, out);
  const Tally& tally = *found->second.standing();
  const Adjustment said = exhibits_by_reading(operation, batch);
  const auto compare = [&](const std::string& what, std::int64_t held, std::int64_t exhibits) {
    if (exhibits > held) out.figures.push_back({what, held, exhibits});
  };
  for (const auto& [choice, exhibits] : said.votes) {
    compare(choice, tally.votes.at(choice), exhibits);
  }
  compare("blank", tally.blank, said.blank);
  compare("over", tally.over, said.over);
  out.holds = !out.figures.empty();
  if (!out.holds && out.record == nullptr) return std::nullopt;
  return out;
}

// A unit that is completely counted, against what was reported for it. Its cause is that of
// cause.assign, which certificates ask for.
std::optional<Discrepancy> reported_discrepancy(const Operation& operation,
                                                const std::string& unit) {
  const auto reported = operation.commitment.units.find(unit);
  if (reported == operation.commitment.units.end()) return std::nullopt;
  const auto counted = figures_when_complete(operation, unit);
  if (!counted) return std::nullopt;
  Discrepancy out;
  out.id = own_id(DiscrepancyKind::Reported, unit);
  out.kind = DiscrepancyKind::Reported;
  out.county = reported->second.county;
  out.unit = unit;
  add_record(operation, out);
  const UnitCause* cause = cause_of(operation, unit);
  out.cause = cause == nullptr ? std::string() : cause->code;
  compare_votes(out.figures, votes_of_all(operation, reported->second.votes), *counted,
                operation.setup);
  out.holds = differ(out.figures);
  if (!out.holds && out.record == nullptr) return std::nullopt;
  return out;
}

std::optional<Discrepancy> paper_discrepancy(const Operation& operation,
                                             const std::pair<std::string, std::string>& roll) {
  const auto audits = operation.judging.machines.rolls.find(roll);
  const auto machine = operation.judging.machines.registered.find(roll.first);
  if (audits == operation.judging.machines.rolls.end() ||
      machine == operation.judging.machines.registered.end()) {
    return std::nullopt;
  }
  Discrepancy out;
  out.id = own_id(DiscrepancyKind::Paper, roll.first + "/" + roll.second);
  out.kind = DiscrepancyKind::Paper;
  out.county = machine->second.county;
  out.machine = roll.first;
  add_record(operation, out);
  const RollAudit& audit = audits->second.back();
  compare_votes(out.figures, audit.machine_votes, audit.votes, operation.setup);
  out.holds = audit.roll != RollState::Missing && differ(out.figures);
  if (!out.holds && out.record == nullptr) return std::nullopt;
  return out;
}

std::optional<Discrepancy> incident_discrepancy(const Operation& operation,
                                                std::uint64_t position) {
  const auto incident = operation.counting.incidents.find(position);
  if (incident == operation.counting.incidents.end()) return std::nullopt;
  Discrepancy out;
  out.id = own_id(DiscrepancyKind::Incident, std::to_string(position));
  out.kind = DiscrepancyKind::Incident;
  out.county = incident->second.county;
  add_record(operation, out);
  out.incident = position;
  out.holds = incident->second.resolution.empty();
  if (!out.holds && out.record == nullptr) return std::nullopt;
  return out;
}

std::optional<Discrepancy> opened_by_hand(const Operation& operation, const std::string& id) {
  const DiscrepancyRecord* record = record_of(operation, id);
  if (record == nullptr || !record->opened) return std::nullopt;
  Discrepancy out;
  out.id = id;
  add_record(operation, out);
  out.county = record->opened->county;
  out.unit = record->opened->unit;
  out.batch = record->opened->batch;
  for (const auto& [name, value] : record->opened->values) {
    out.figures.push_back({name, value, std::nullopt});
  }
  return out;
}

std::optional<std::uint64_t> position_in_text(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string name_of(DiscrepancyKind kind) {
  for (const auto& [key, name] : kDiscrepancyKinds) {
    if (key == kind) return name;
  }
  RECANVASS_CHECK(!"a kind without a name");
  return {};
}

bool is_own_id(const std::string& id) {
  return std::any_of(kDiscrepancyKinds.begin(), kDiscrepancyKinds.end(), [&](const auto& kind) {
    return id.starts_with(std::string(kind.second) + ":");
  });
}

std::vector<Discrepancy> discrepancy_queue(const Operation& operation) {
  std::vector<Discrepancy> queue;
  const auto add = [&](std::optional<Discrepancy> discrepancy) {
    if (discrepancy) queue.push_back(*std::move(discrepancy));
  };
  for (const auto& [batch, counted] : operation.counting.batches) {
    if (counted.entries.size() == 2) add(entries_discrepancy(operation, batch));
  }
  for (const auto& [batch, exhibits] : operation.judging.challenges.of_batch) {
    add(exhibits_discrepancy(operation, batch));
  }
  for (const auto& [unit, figures] : operation.commitment.units) {
    add(reported_discrepancy(operation, unit));
  }
  for (const auto& [roll, audits] : operation.judging.machines.rolls) {
    add(paper_discrepancy(operation, roll));
  }
  for (const auto& [position, incident] : operation.counting.incidents) {
    add(incident_discrepancy(operation, position));
  }
  for (const auto& [id, record] : operation.judging.discrepancies.records) {
    add(opened_by_hand(operation, id));
  }
  return queue;
}

std::optional<Discrepancy> discrepancy_named(const Operation& operation, const std::string& id) {
  if (!is_own_id(id)) return opened_by_hand(operation, id);
  const std::size_t colon = id.find(':');
  const std::string kind = id.substr(0, colon);
  const std::string rest = id.substr(colon + 1);
  if (kind == name_of(DiscrepancyKind::Entries)) return entries_discrepancy(operation, rest);
  if (kind == name_of(DiscrepancyKind::Exhibits)) return exhibits_discrepancy(operation, rest);
  if (kind == name_of(DiscrepancyKind::Reported)) return reported_discrepancy(operation, rest);
  if (kind == name_of(DiscrepancyKind::Incident)) {
    const auto position = position_in_text(rest);
    return position ? incident_discrepancy(operation, *position) : std::nullopt;
  }
  const std::size_t slash = rest.rfind('/');
  if (kind != name_of(DiscrepancyKind::Paper) || slash == std::string::npos) return std::nullopt;
  return paper_discrepancy(operation, {rest.substr(0, slash), rest.substr(slash + 1)});
}

bool may_see_discrepancy(const Operation& operation, const ViewRequest& request,
                         const Discrepancy& discrepancy) {
  switch (discrepancy.kind) {
    case DiscrepancyKind::Reported: return may_see_reported(operation, request, discrepancy.unit);
    case DiscrepancyKind::Paper: return may_see_machine(operation, request, discrepancy.machine);
    case DiscrepancyKind::Entries:
    case DiscrepancyKind::Exhibits:
    case DiscrepancyKind::Incident:
    case DiscrepancyKind::ByHand: return true;
  }
  return false;
}

bool may_see_figures(const Operation& operation, const ViewRequest& request,
                     const Discrepancy& discrepancy) {
  switch (discrepancy.kind) {
    case DiscrepancyKind::Entries:
    case DiscrepancyKind::Exhibits: return may_see_entries(operation, request, discrepancy.batch);
    case DiscrepancyKind::ByHand:
      return discrepancy.unit.empty() ? may_see_county(operation, request, discrepancy.county)
                                      : may_see_reported(operation, request, discrepancy.unit);
    case DiscrepancyKind::Reported:
    case DiscrepancyKind::Paper:
    case DiscrepancyKind::Incident: return may_see_discrepancy(operation, request, discrepancy);
  }
  return false;
}

}  // namespace recanvass::workflow
