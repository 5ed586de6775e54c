// show discrepancies: what does not agree, with causes, closes and history. What depends on a
// machine's figures is in it only for those who may see them.
#include "workflow/body.h"
#include "workflow/discrepancy_queue.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <set>

namespace recanvass::workflow {
namespace {

enum class DiscrepancyStage { Open, Caused, Closing, Settled, Closed };

std::string name_of(DiscrepancyStage stage) {
  switch (stage) {
    case DiscrepancyStage::Open: return "open";
    case DiscrepancyStage::Caused: return "cause named";
    case DiscrepancyStage::Closing: return "waits for a second person";
    case DiscrepancyStage::Settled: return "settled";
    case DiscrepancyStage::Closed: return "closed";
  }
  return {};
}

// Ids whose close waits for a second person.
std::set<std::string> closing_ids(const Operation& operation) {
  std::set<std::string> ids;
  for (const auto& [position, event] : operation.people.waiting) {
    if (event.kind == "discrepancy.close") ids.insert(text_in(event.body, "discrepancy"));
  }
  return ids;
}

DiscrepancyStage stage_of(const Discrepancy& discrepancy, const std::set<std::string>& closing) {
  if (discrepancy.record != nullptr && discrepancy.record->is_closed()) {
    return DiscrepancyStage::Closed;
  }
  if (closing.contains(discrepancy.id)) return DiscrepancyStage::Closing;
  if (!discrepancy.holds) return DiscrepancyStage::Settled;
  return discrepancy.cause.empty() ? DiscrepancyStage::Open : DiscrepancyStage::Caused;
}

const char* first_name(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::Entries: return "entry_a";
    case DiscrepancyKind::Exhibits: return "tallied";
    case DiscrepancyKind::Reported: return "reported";
    case DiscrepancyKind::Paper: return "machine";
    case DiscrepancyKind::Incident:
    case DiscrepancyKind::ByHand: return "value";
  }
  return "value";
}

const char* second_name(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::Entries: return "entry_b";
    case DiscrepancyKind::Exhibits: return "exhibits";
    case DiscrepancyKind::Reported: return "agreed";
    case DiscrepancyKind::Paper: return "paper";
    case DiscrepancyKind::Incident:
    case DiscrepancyKind::ByHand: return nullptr;
  }
  return nullptr;
}

base::Json figure_rows(const Discrepancy& discrepancy) {
  base::Json rows = base::Json::array();
  for (const DiscrepancyFigure& figure : discrepancy.figures) {
    base::Json row = {{"name", figure.name},
                      {first_name(discrepancy.kind), number_or_null(figure.first)}};
    if (second_name(discrepancy.kind) != nullptr) {
      row[second_name(discrepancy.kind)] = number_or_null(figure.second);
      row["difference"] =
          figure.first && figure.second ? base::Json(*figure.second - *figure.first) : base::Json();
    }
    rows.push_back(row);
  }
  return rows;
}

base::Json history_rows(const Operation& operation, const DiscrepancyRecord& record) {
  std::map<std::uint64_t, base::Json> by_entry;
  for (const NamedCause& cause : record.causes) {
    base::Json row = said_by(operation, cause.author, cause.claimed_time, cause.position);
    row["act"] = "cause";
    row["code"] = cause.code;
    row["words"] = cause.words;
    row["minute"] = text_or_null(cause.minute);
    by_entry[cause.position] = row;
  }
  for (const DiscrepancyStep& step : record.steps) {
    base::Json row = said_by(operation, step.author, step.claimed_time, step.position);
    row["act"] = step.closes ? "closed" : "reopened";
    row["second"] = step.second;
    row["words"] = text_or_null(step.words);
    by_entry[step.position] = row;
  }
  base::Json rows = base::Json::array();
  for (const auto& [position, row] : by_entry) rows.push_back(row);
  return rows;
}

// Words of a person may repeat a figure, so they are shown where figures are.
base::Json opened_row(const Operation& operation, const Discrepancy& discrepancy,
                      const ViewRequest& request) {
  if (discrepancy.record == nullptr || !discrepancy.record->opened) return nullptr;
  const OpenedDiscrepancy& opened = *discrepancy.record->opened;
  base::Json row = said_by(operation, opened.author, opened.claimed_time, opened.position);
  row["what"] = opened.what;
  row["words"] =
      may_see_figures(operation, request, discrepancy) ? base::Json(opened.words) : base::Json();
  return row;
}

std::string words_about(const Operation& operation, const Discrepancy& discrepancy) {
  switch (discrepancy.kind) {
    case DiscrepancyKind::Entries:
      return discrepancy.holds ? "Entries A and B differ."
                               : "Entries A and B differed; a third person settled them.";
    case DiscrepancyKind::Exhibits:
      return discrepancy.holds ? "More exhibits were counted for a choice than its tally has votes."
                               : "More exhibits were counted for a choice than its tally had.";
    case DiscrepancyKind::Reported:
      return discrepancy.holds ? "The unit's agreed figures differ from the reported ones."
                               : "The unit's agreed figures differed from the reported ones.";
    case DiscrepancyKind::Paper:
      return discrepancy.holds ? "The paper roll differs from the machine."
                               : "The paper roll differed from the machine.";
    case DiscrepancyKind::Incident:
      return operation.counting.incidents.at(discrepancy.incident).what;
    case DiscrepancyKind::ByHand: return "Opened by a person.";
  }
  return {};
}

base::Json discrepancy_row(const Operation& operation, const ViewRequest& request,
                           const Discrepancy& discrepancy, DiscrepancyStage stage) {
  base::Json row = {{"discrepancy", discrepancy.id},
                    {"kind", name_of(discrepancy.kind)},
                    {"county", discrepancy.county},
                    {"unit", text_or_null(discrepancy.unit)},
                    {"batch", text_or_null(discrepancy.batch)},
                    {"machine", text_or_null(discrepancy.machine)},
                    {"stage", name_of(stage)},
                    {"holds", discrepancy.holds},
                    {"words", words_about(operation, discrepancy)},
                    {"figures", nullptr},
                    {"cause", text_or_null(discrepancy.cause)},
                    {"opened", opened_row(operation, discrepancy, request)},
                    {"history", base::Json::array()}};
  if (may_see_figures(operation, request, discrepancy)) {
    row["figures"] = figure_rows(discrepancy);
  }
  if (discrepancy.record != nullptr) {
    row["history"] = history_rows(operation, *discrepancy.record);
  }
  return row;
}

base::Json build_discrepancies(const Operation& operation, const ViewRequest& request) {
  const std::set<std::string> closing = closing_ids(operation);
  std::map<std::string, std::int64_t> stages;
  for (const DiscrepancyStage stage :
       {DiscrepancyStage::Open, DiscrepancyStage::Caused, DiscrepancyStage::Closing,
        DiscrepancyStage::Settled, DiscrepancyStage::Closed}) {
    stages[name_of(stage)] = 0;
  }
  std::map<std::string, std::int64_t> causes;
  std::int64_t of_all = 0;
  base::Json rows = base::Json::array();
  for (const Discrepancy& discrepancy : discrepancy_queue(operation)) {
    if (!is_asked_for(request, discrepancy.county, discrepancy.unit) ||
        !may_see_discrepancy(operation, request, discrepancy)) {
      continue;
    }
    const DiscrepancyStage stage = stage_of(discrepancy, closing);
    ++stages[name_of(stage)];
    ++of_all;
    if (!discrepancy.cause.empty()) ++causes[discrepancy.cause];
    rows.push_back(discrepancy_row(operation, request, discrepancy, stage));
  }
  return {{"all", of_all}, {"stages", stages}, {"causes", causes}, {"discrepancies", rows}};
}

}  // namespace

View show_discrepancies() {
  return {"discrepancies", "What does not agree, with figures, causes and two-person closes.",
          build_discrepancies};
}

}  // namespace recanvass::workflow
