#include "report/bundle_tables.h"

#include "report/round_tables.h"

#include <map>
#include <string>

namespace recanvass::report {
namespace {

using Row = std::vector<DataCell>;

DataCell cell_of(const std::optional<std::int64_t>& number) {
  if (!number) return std::monostate{};
  return *number;
}

DataCell maybe_text(const std::string& text) {
  if (text.empty()) return std::monostate{};
  return text;
}

std::vector<std::string> with_votes(std::vector<std::string> before, const BundleFacts& facts,
                                    const std::vector<std::string>& after) {
  for (const BundleChoice& choice : facts.choices) before.push_back("votes_" + choice.id);
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

// ballots, votes, blank, over
void add_counted(Row& row, const BundleFacts& facts, const std::optional<CountedFigures>& counted) {
  if (!counted) {
    row.resize(row.size() + facts.choices.size() + 3);
    return;
  }
  row.emplace_back(counted->ballots);
  for (const std::int64_t votes : counted->votes) row.emplace_back(votes);
  row.emplace_back(counted->blank);
  row.emplace_back(counted->over);
}

// What was reported stands: it has no figure of blank and overvotes.
void add_original(Row& row, const BundleUnit& unit) {
  row.push_back(cell_of(unit.reported_ballots));
  for (const auto& votes : unit.reported) row.push_back(cell_of(votes));
  row.resize(row.size() + 2);
}

DataTable results_table(const BundleFacts& facts) {
  DataTable table{"results",
                  "What was counted, by unit; units that are given only together are one row.",
                  with_votes({"county", "unit", "name", "state", "group", "batches", "ballots"},
                             facts, {"blank", "over"}),
                  {}};
  for (const BundleUnit& unit : facts.units) {
    Row row{
        unit.county, unit.id, maybe_text(unit.name), words_of(unit.state), maybe_text(unit.group),
        unit.batches};
    if (unit.state == UnitState::Original && unit.returns_given) {
      add_original(row, unit);
    } else {
      add_counted(row, facts, unit.counted);
    }
    table.rows.push_back(std::move(row));
  }
  for (const BundleGroup& group : facts.groups) {
    if (!group.unit.empty()) continue;
    Row row{maybe_text(group.county), std::monostate{}, std::monostate{},
            std::string("group"),     group.id,         group.batches};
    add_counted(row, facts, group.counted);
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable counties_table(const BundleFacts& facts) {
  DataTable table{
      "counties",
      "What was counted, by county; the last row is the whole.",
      with_votes({"county", "name", "units", "units_counted", "units_original", "ballots"}, facts,
                 {"blank", "over"}),
      {}};
  const auto add = [&](const std::string& id, const std::string& name) {
    const BundleTotals totals = totals_of(facts, id);
    Row row{maybe_text(id), name, totals.units, totals.units_counted, totals.units_original};
    row.push_back(totals.counted ? DataCell(totals.counted->ballots) : DataCell());
    for (std::size_t i = 0; i < facts.choices.size(); ++i) {
      row.push_back(totals.votes ? DataCell((*totals.votes)[i]) : DataCell());
    }
    row.push_back(totals.counted ? DataCell(totals.counted->blank) : DataCell());
    row.push_back(totals.counted ? DataCell(totals.counted->over) : DataCell());
    table.rows.push_back(std::move(row));
  };
  for (const BundleCounty& county : facts.counties) add(county.id, county.name);
  add("", "all");
  return table;
}

void add_changes(DataTable& table, const BundleFacts& facts, const Row& head,
                 const std::vector<std::optional<std::int64_t>>& reported,
                 const CountedFigures& counted) {
  for (std::size_t i = 0; i < facts.choices.size() && i < reported.size(); ++i) {
    if (!reported[i] || *reported[i] == counted.votes[i]) continue;
    Row row = head;
    row.emplace_back(facts.choices[i].id);
    row.emplace_back(*reported[i]);
    row.emplace_back(counted.votes[i]);
    row.emplace_back(counted.votes[i] - *reported[i]);
    table.rows.push_back(std::move(row));
  }
}

// Of a unit that was found later every vote is a change, from no figure.
void add_found_later(DataTable& table, const BundleFacts& facts, const BundleUnit& unit) {
  for (std::size_t i = 0; i < facts.choices.size(); ++i) {
    const std::int64_t votes = unit.counted->votes[i];
    if (votes == 0) continue;
    table.rows.push_back({unit.county, unit.id, std::monostate{}, facts.choices[i].id,
                          std::monostate{}, votes, votes});
  }
}

DataTable changes_table(const BundleFacts& facts) {
  DataTable table{"changes",
                  "A choice whose votes differ from what was reported, by unit.",
                  {"county", "unit", "group", "choice", "reported", "counted", "change"},
                  {}};
  std::map<std::string, std::vector<std::optional<std::int64_t>>> of_groups;
  for (const BundleUnit& unit : facts.units) {
    if (unit.state == UnitState::Counted && has_no_report(unit)) {
      add_found_later(table, facts, unit);
    } else if (unit.state == UnitState::Counted && unit.returns_given) {
      add_changes(table, facts, {unit.county, unit.id, std::monostate{}}, unit.reported,
                  *unit.counted);
    }
    if (unit.state != UnitState::Merged) continue;
    auto& sums = of_groups[unit.group];
    if (sums.empty()) sums.resize(facts.choices.size(), std::int64_t{0});
    if (has_no_report(unit)) continue;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const bool known = unit.returns_given && i < unit.reported.size() && unit.reported[i];
      sums[i] = sums[i] && known ? std::optional(*sums[i] + *unit.reported[i]) : std::nullopt;
    }
  }
  for (const BundleGroup& group : facts.groups) {
    if (!group.unit.empty()) continue;
    add_changes(table, facts, {maybe_text(group.county), std::monostate{}, group.id},
                of_groups[group.id], group.counted);
  }
  return table;
}

DataTable reported_table(const BundleFacts& facts) {
  DataTable table{
      "reported",
      "What had been reported, as corrected since, by unit; units whose count is open "
      "are left out.",
      with_votes({"county", "unit", "name", "ballots", "registered"}, facts, {"corrected"}),
      {}};
  for (const BundleUnit& unit : facts.units) {
    if (!unit.returns_given) continue;
    Row row{unit.county, unit.id, maybe_text(unit.name), cell_of(unit.reported_ballots),
            cell_of(unit.registered)};
    for (const auto& votes : unit.reported) row.push_back(cell_of(votes));
    std::string corrected;
    for (const std::uint64_t entry : unit.corrected) {
      corrected += (corrected.empty() ? "" : " ") + std::to_string(entry);
    }
    row.push_back(maybe_text(corrected));
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable manifest_table(const BundleFacts& facts) {
  DataTable table{"manifest",
                  "The batches, as listed before anything was opened, or added since (extra).",
                  {"batch", "county", "container", "unit", "ballots", "extra"},
                  {}};
  for (const BundleBatch& batch : facts.batches) {
    table.rows.push_back({batch.id, batch.county, batch.container, batch.unit, batch.ballots,
                          std::string(batch.extra ? "yes" : "no")});
  }
  return table;
}

DataTable withheld_table(const BundleFacts& facts) {
  DataTable table{"withheld",
                  "Entries of the ledger whose figures are not given, and why.",
                  {"position", "kind", "county", "unit", "batch", "why", "group"},
                  {}};
  for (const WithheldEntry& entry : facts.withheld) {
    table.rows.push_back({static_cast<std::int64_t>(entry.position), entry.kind,
                          maybe_text(entry.county), maybe_text(entry.unit), maybe_text(entry.batch),
                          entry.why, maybe_text(entry.group)});
  }
  return table;
}

DataCell position_cell(std::uint64_t position) { return static_cast<std::int64_t>(position); }

DataTable reconciliation_table(const BundleFacts& facts) {
  DataTable table{
      "reconciliation",
      "What the rules of reconciliation found in each unit that is counted, and what was "
      "reported and cannot be.",
      {"county", "unit", "state", "rule", "about", "severity", "residual", "accounted_for",
       "words"},
      {}};
  for (const auto* findings : {&facts.findings, &facts.impossible}) {
    for (const BundleFinding& finding : *findings) {
      const bool found = !finding.rule.empty();
      table.rows.push_back({finding.county, finding.unit, finding.state, maybe_text(finding.rule),
                            maybe_text(finding.about), maybe_text(finding.severity),
                            found ? DataCell(finding.residual) : DataCell(),
                            maybe_text(finding.accounted_for), maybe_text(finding.words)});
    }
  }
  return table;
}

DataTable causes_table(const BundleFacts& facts) {
  DataTable table{"causes",
                  "Why figures changed, by unit.",
                  {"county", "unit", "code", "words", "minute", "position", "holds"},
                  {}};
  for (const BundleCause& cause : facts.causes) {
    table.rows.push_back({cause.county, cause.unit, cause.code, maybe_text(cause.words),
                          maybe_text(cause.minute), position_cell(cause.position),
                          maybe_text(cause.holds)});
  }
  return table;
}

DataTable challenges_table(const BundleFacts& facts) {
  DataTable table{
      "challenges",
      "Every ballot that was challenged, how it was read and how it stands.",
      {"exhibit", "county", "unit", "batch", "ballot", "status", "counted_as", "stands_as"},
      {}};
  for (const BundleChallenge& challenge : facts.challenges) {
    table.rows.push_back({challenge.exhibit, challenge.county, challenge.unit, challenge.batch,
                          challenge.ballot, challenge.status, challenge.counted_as,
                          challenge.stands_as});
  }
  return table;
}

DataTable legal_table(const BundleFacts& facts) {
  DataTable table{
      "legal",
      "What happened in law to each result set.",
      {"position", "result_set", "kind", "figures", "act", "at", "authority", "stay", "source"},
      {}};
  for (const BundleLegalAct& act : facts.legal) {
    table.rows.push_back({position_cell(act.position), act.result_set, maybe_text(act.kind),
                          maybe_text(act.figures), act.act, act.at, maybe_text(act.authority),
                          maybe_text(act.stay), maybe_text(act.source)});
  }
  return table;
}

DataTable certificates_table(const BundleFacts& facts) {
  DataTable table{
      "certificates",
      "What was certified, by which two persons, and why one replaces another; winners in order.",
      with_votes({"position", "result_set", "authority", "signed_at", "by", "approved_by"}, facts,
                 {"winners", "amends", "voided_at", "reason"}),
      {}};
  for (const BundleCertificate& certificate : facts.certificates) {
    Row row{position_cell(certificate.position),
            certificate.result_set,
            certificate.authority,
            certificate.signed_at,
            certificate.by,
            certificate.approved_by};
    for (const std::int64_t votes : certificate.votes) row.emplace_back(votes);
    std::string winners;
    for (const std::string& id : certificate.winners) winners += (winners.empty() ? "" : " ") + id;
    row.emplace_back(winners);
    row.push_back(certificate.amends ? position_cell(*certificate.amends) : DataCell());
    row.push_back(certificate.voided_at ? position_cell(*certificate.voided_at) : DataCell());
    row.push_back(maybe_text(certificate.reason));
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable claims_table(const BundleFacts& facts) {
  DataTable table{
      "claims",
      "What was said about the election, in its own words, and what became of it.",
      {"claim", "kind", "filing", "who", "says", "status", "words", "examined", "position"},
      {}};
  for (const BundleClaim& claim : facts.claims) {
    table.rows.push_back({claim.id, claim.kind, maybe_text(claim.filing), maybe_text(claim.who),
                          maybe_text(claim.says), claim.status, maybe_text(claim.words),
                          maybe_text(claim.examined), position_cell(claim.position)});
  }
  return table;
}

DataTable money_table(const BundleFacts& facts) {
  DataTable table{"money",
                  "What it costs and who paid, in US cents; of statements the latest.",
                  {"what", "place", "item", "cents", "position"},
                  {}};
  for (const BundleMoney& row : facts.money) {
    table.rows.push_back({row.what, maybe_text(row.place), maybe_text(row.item), row.cents,
                          position_cell(row.position)});
  }
  return table;
}

}  // namespace

std::vector<DataTable> bundle_tables(const BundleFacts& facts) {
  std::vector<DataTable> tables = {
      results_table(facts),      counties_table(facts),   changes_table(facts),
      causes_table(facts),       challenges_table(facts), reconciliation_table(facts),
      certificates_table(facts), legal_table(facts),      claims_table(facts),
      money_table(facts),        reported_table(facts),   manifest_table(facts),
      withheld_table(facts)};
  for (DataTable& table : round_tables(facts)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace recanvass::report
