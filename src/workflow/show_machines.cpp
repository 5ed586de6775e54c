// show machines, show paper and show media: which machines there are and who examined them, what
// paper says of their votes, and which results media were loaded. A machine's own figures, and
// whether paper agrees with them, are shown only to those who may see reported figures.
#include "reconcile/media.h"
#include "workflow/machine_paper.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

base::Json examination_row(const Operation& operation, const Examination& examination) {
  base::Json row =
      said_by(operation, examination.author, examination.claimed_time, examination.position);
  row["examination"] = examination.id;
  row["machine"] = examination.machine;
  row["happened"] = text_or_null(examination.happened);
  row["seals"] = examination.seals;
  row["media"] = base::Json::array();
  for (const auto& [medium, sha256] : examination.media) {
    row["media"].push_back({{"medium", medium}, {"sha256", sha256}});
  }
  row["logs"] = text_or_null(examination.logs);
  row["present"] = examination.present;
  row["findings"] = examination.findings;
  row["file"] = examination.file;
  return row;
}

// Machines of the county and unit asked for, by id.
std::map<std::string, const Machine*> machines_asked_for(const Operation& operation,
                                                         const ViewRequest& request) {
  std::map<std::string, const Machine*> found;
  for (const auto& [id, machine] : operation.judging.machines.registered) {
    const bool serves =
        request.unit.empty() ||
        std::find(machine.units.begin(), machine.units.end(), request.unit) != machine.units.end();
    if (serves && is_asked_for({.county = request.county}, machine.county, "")) {
      found.emplace(id, &machine);
    }
  }
  return found;
}

base::Json build_machines(const Operation& operation, const ViewRequest& request) {
  std::map<std::string, std::vector<const Examination*>> examined;
  for (const auto& [id, examination] : operation.judging.machines.examinations) {
    examined[examination.machine].push_back(&examination);
  }
  base::Json rows = base::Json::array();
  for (const auto& [id, machine] : machines_asked_for(operation, request)) {
    base::Json row = {{"machine", id},
                      {"county", machine->county},
                      {"kind", machine->kind},
                      {"paper", machine->paper},
                      {"units", machine->units},
                      {"registered_at", machine->position},
                      {"examinations", base::Json::array()}};
    for (const Examination* examination : examined[id]) {
      row["examinations"].push_back(examination_row(operation, *examination));
    }
    rows.push_back(row);
  }
  return {{"machines", rows}};
}

base::Json roll_row(const Operation& operation, const std::string& day,
                    const std::vector<RollAudit>& audits, bool may_see) {
  const RollAudit& audit = audits.back();
  base::Json row = said_by(operation, audit.author, audit.claimed_time, audit.position);
  row["day"] = day;
  row["roll"] = name_of(audit.roll);
  row["corrections"] = audits.size() - 1;
  row["votes"] = nullptr;
  row["unreadable"] =
      audit.roll == RollState::Missing ? base::Json() : base::Json(audit.unreadable);
  row["standing"] = nullptr;
  row["machine_votes"] = nullptr;
  row["differs_by"] = nullptr;
  row["votes_without_paper"] = nullptr;
  row["words"] = nullptr;
  const bool is_about_roll = standing_of(audit) == PaperStanding::NoPaper ||
                             standing_of(audit) == PaperStanding::RollDamaged;
  if (may_see || is_about_roll) row["standing"] = name_of(standing_of(audit));
  if (!may_see) return row;
  row["votes"] = audit.votes.empty() ? base::Json() : base::Json(audit.votes);
  row["machine_votes"] = audit.machine_votes;
  row["votes_without_paper"] = votes_without_paper(audit);
  row["words"] = text_or_null(audit.words);
  if (audit.roll == RollState::Missing) return row;
  row["differs_by"] = base::Json::object();
  for (const auto& [choice, votes] : audit.machine_votes) {
    row["differs_by"][choice] = audit.votes.at(choice) - votes;
  }
  return row;
}

// The paper of one machine over all its days.
struct MachinePaper {
  base::Json days = base::Json::array();
  std::set<PaperStanding> standings;
  std::int64_t votes_without_paper = 0;
};

MachinePaper paper_of(const Operation& operation, const std::string& machine, bool may_see) {
  MachinePaper paper;
  const auto& rolls = operation.judging.machines.rolls;
  for (auto roll = rolls.lower_bound({machine, ""});
       roll != rolls.end() && roll->first.first == machine; ++roll) {
    const RollAudit& audit = roll->second.back();
    paper.days.push_back(roll_row(operation, roll->first.second, roll->second, may_see));
    paper.standings.insert(standing_of(audit));
    paper.votes_without_paper += votes_without_paper(audit);
  }
  return paper;
}

// The worst of its days; a machine that leaves no paper has none whatever was audited.
PaperStanding standing_of_machine(const Machine& machine, const MachinePaper& paper) {
  if (machine.paper == "none") return PaperStanding::NoPaper;
  return paper.standings.empty() ? PaperStanding::NotAudited : *paper.standings.begin();
}

// A roll that is missing or damaged is one of its days, and not all of its paper.
std::string standing_words(const Machine& machine, const MachinePaper& paper,
                           PaperStanding standing) {
  const bool of_rolls =
      standing == PaperStanding::NoPaper || standing == PaperStanding::RollDamaged;
  const bool of_some = machine.paper != "none" && of_rolls && paper.standings.size() > 1;
  return name_of(standing) + (of_some ? " of some days" : "");
}

// Whether the standing tells nothing about agreement with the machine.
bool is_plain(PaperStanding standing) {
  return standing == PaperStanding::NoPaper || standing == PaperStanding::RollDamaged ||
         standing == PaperStanding::NotAudited;
}

base::Json unit_paper_row(const Operation& operation, const ViewRequest& request,
                          const std::string& unit, const std::vector<std::string>& machines) {
  std::int64_t without_paper = 0;
  bool all_without_paper = true;
  for (const std::string& id : machines) {
    const Machine& machine = operation.judging.machines.registered.at(id);
    if (machine.paper == "none")
      ++without_paper;
    else
      all_without_paper = false;
  }
  base::Json row = {{"unit", unit},         {"county", operation.commitment.units.at(unit).county},
                    {"machines", machines}, {"machines_without_paper", without_paper},
                    {"words", nullptr},     {"votes_without_paper", nullptr}};
  if (without_paper == 0) return row;
  row["words"] = all_without_paper
                     ? "No paper record: a recount re-reads memory, there is no paper to examine."
                     : "No paper record for some of its machines.";
  if (all_without_paper && may_see_reported(operation, request, unit)) {
    std::int64_t sum = 0;
    for (const auto& [choice, votes] : operation.commitment.units.at(unit).votes) sum += votes;
    row["votes_without_paper"] = sum;
  }
  return row;
}

base::Json build_paper(const Operation& operation, const ViewRequest& request) {
  base::Json machines = base::Json::array();
  std::map<std::string, std::int64_t> standings;
  for (const auto& [id, machine] : machines_asked_for(operation, request)) {
    if (machine->paper == "ballots") continue;
    const bool may_see = may_see_machine(operation, request, id);
    const MachinePaper paper = paper_of(operation, id, may_see);
    const PaperStanding standing = standing_of_machine(*machine, paper);
    const bool shown = may_see || is_plain(standing);
    const std::string words = standing_words(*machine, paper, standing);
    if (shown) ++standings[words];
    machines.push_back({{"machine", id},
                        {"county", machine->county},
                        {"units", machine->units},
                        {"paper", machine->paper},
                        {"standing", shown ? base::Json(words) : base::Json()},
                        {"days", paper.days},
                        {"votes_without_paper", may_see && !paper.standings.empty()
                                                    ? base::Json(paper.votes_without_paper)
                                                    : base::Json()}});
  }
  base::Json units = base::Json::array();
  for (const auto& [unit, ids] : operation.judging.machines.of_unit) {
    if (!is_asked_for(request, operation.commitment.units.at(unit).county, unit)) continue;
    units.push_back(unit_paper_row(operation, request, unit, ids));
  }
  return {{"standings", standings}, {"machines", machines}, {"units", units}};
}

// Media by the place they belong to, as the rules of reconciliation want them. Totals only where
// this viewer may see reported figures.
std::vector<reconcile::UnitRecord> media_records(const Operation& operation,
                                                 const ViewRequest& request) {
  std::map<std::string, reconcile::UnitRecord> places;
  const auto place_of = [&](const std::string& county,
                            const std::string& unit) -> reconcile::UnitRecord& {
    reconcile::UnitRecord& record = places[unit.empty() ? county : unit];
    record.unit = unit.empty() ? county : unit;
    record.county = county;
    return record;
  };
  for (const auto& [medium, expected] : operation.judging.machines.media_expected) {
    if (!is_asked_for(request, expected.county, expected.unit)) continue;
    place_of(expected.county, expected.unit).media_expected.push_back(medium);
  }
  for (const LoadedMedium& loaded : operation.judging.machines.media_loaded) {
    if (!is_asked_for(request, loaded.county, loaded.unit)) continue;
    const bool may_see = loaded.unit.empty() ? may_see_county(operation, request, loaded.county)
                                             : may_see_reported(operation, request, loaded.unit);
    place_of(loaded.county, loaded.unit)
        .media.push_back(
            {loaded.medium, loaded.sha256, may_see ? loaded.totals : std::vector<std::int64_t>()});
  }
  std::vector<reconcile::UnitRecord> records;
  for (auto& [place, record] : places) records.push_back(std::move(record));
  return records;
}

base::Json build_media(const Operation& operation, const ViewRequest& request) {
  const Machines& machines = operation.judging.machines;
  const std::vector<reconcile::UnitRecord> records = media_records(operation, request);
  reconcile::Findings findings = reconcile::check_media_once(records, {});
  findings.append(reconcile::check_media_present(records));
  base::Json found = base::Json::array();
  for (const reconcile::Finding& finding : findings.found) {
    found.push_back({{"rule", reconcile::id_of(finding.rule)},
                     {"place", finding.unit},
                     {"medium", finding.about},
                     {"severity", reconcile::id_of(finding.severity)},
                     {"words", finding.words}});
  }
  std::set<std::string> seen;
  base::Json loaded_rows = base::Json::array();
  for (const LoadedMedium& loaded : machines.media_loaded) {
    if (!is_asked_for(request, loaded.county, loaded.unit)) continue;
    seen.insert(loaded.medium);
    base::Json row = said_by(operation, loaded.author, loaded.claimed_time, loaded.position);
    row["medium"] = loaded.medium;
    row["county"] = loaded.county;
    row["unit"] = text_or_null(loaded.unit);
    row["sha256"] = loaded.sha256;
    row["expected"] = machines.media_expected.contains(loaded.medium);
    loaded_rows.push_back(row);
  }
  base::Json missing = base::Json::array();
  std::int64_t expected_media = 0;
  for (const auto& [medium, expected] : machines.media_expected) {
    if (!is_asked_for(request, expected.county, expected.unit)) continue;
    ++expected_media;
    if (seen.contains(medium)) continue;
    missing.push_back({{"medium", medium},
                       {"county", expected.county},
                       {"unit", text_or_null(expected.unit)},
                       {"machine", text_or_null(expected.machine)}});
  }
  return {{"expected", expected_media},
          {"loaded", loaded_rows},
          {"missing", missing},
          {"findings", found}};
}

}  // namespace

View show_machines() {
  return {"machines", "Voting machines, and every examination of them.", build_machines};
}

View show_paper() {
  return {"paper", "What paper says of machines' votes; votes without paper are listed as such.",
          build_paper};
}

View show_media() {
  return {"media", "Results media: expected, loaded, and those that never came.", build_media};
}

}  // namespace recanvass::workflow
