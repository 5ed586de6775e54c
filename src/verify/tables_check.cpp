#include "verify/tables_check.h"

#include "base/figures.h"
#include "formats/csv.h"
#include "report/bundle_page.h"
#include "report/bundle_tables.h"
#include "verify/ballot_account.h"
#include "verify/body.h"
#include "verify/grounds.h"
#include "verify/moved_votes.h"
#include "verify/open_matters.h"
#include "verify/round_facts.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::verify {
namespace {

constexpr std::uint64_t kTableBytesMost = std::uint64_t{1} << 32;
constexpr int kJsonDepthMost = 3;

report::CountedFigures in_order(const Record& record, std::int64_t ballots,
                                const std::map<std::string, std::int64_t>& votes,
                                std::int64_t blank, std::int64_t over) {
  report::CountedFigures figures{ballots, {}, blank, over};
  for (const auto& [id, name] : record.choices) {
    const auto found = votes.find(id);
    figures.votes.push_back(found == votes.end() ? 0 : found->second);
  }
  return figures;
}

report::CountedFigures in_order(const Record& record, const Figures& figures) {
  return in_order(record, figures.ballots, figures.votes, figures.blank, figures.over);
}

report::UnitState state_of(Fate fate) {
  switch (fate) {
    case Fate::Open: return report::UnitState::Open;
    case Fate::Counted: return report::UnitState::Counted;
    case Fate::Merged: return report::UnitState::Merged;
    case Fate::Held: return report::UnitState::Held;
    case Fate::Stands: return report::UnitState::Original;
  }
  return report::UnitState::Open;
}

report::BundleUnit unit_of(const Record& record, const std::string& id, const Unit& unit) {
  report::BundleUnit made;
  made.county = record.county_given_for(id);
  made.id = id;
  made.name = unit.name;
  for (const std::string& batch : unit.batches) {
    made.batches += record.batches.at(batch).is_void ? 0 : 1;
  }
  made.state = state_of(fate_of(record, id));
  const bool whole_group =
      made.state == report::UnitState::Merged || made.state == report::UnitState::Held;
  if (whole_group) made.group = group_of(record, id);
  if (const auto figures = counted_figures(record, id)) made.counted = in_order(record, *figures);
  made.returns_given = unit.returns_given;
  if (!unit.returns_given) return made;
  made.reported_ballots = unit.ballots;
  made.registered = unit.registered;
  const auto corrected = record.matters.units_corrected.find(id);
  if (corrected != record.matters.units_corrected.end()) {
    made.corrected.assign(corrected->second.positions.begin(), corrected->second.positions.end());
  }
  for (const auto& [choice, name] : record.choices) {
    const auto found = unit.votes.find(choice);
    made.reported.push_back(found == unit.votes.end() ? std::nullopt
                                                      : std::optional(found->second));
  }
  return made;
}

void add_findings(report::BundleFacts& facts, const Reviews& reviews) {
  for (const report::BundleUnit& unit : facts.units) {
    const auto reviewed = reviews.find(unit.id);
    if (reviewed == reviews.end()) continue;
    const UnitReview& review = reviewed->second;
    const std::string state = reconcile::words_of(review.state);
    if (review.findings.found.empty()) {
      facts.findings.push_back({unit.county, unit.id, state, "", "", "", 0, "", ""});
    }
    for (const reconcile::Finding& finding : review.findings.found) {
      facts.findings.push_back({unit.county, unit.id, state, reconcile::id_of(finding.rule),
                                finding.about, reconcile::id_of(finding.severity), finding.residual,
                                review.is_unexplained(finding) ? "no" : "yes", finding.words});
    }
  }
}

void add_impossible(report::BundleFacts& facts, const Record& record, const BundleList& list) {
  for (const report::BundleUnit& unit : facts.units) {
    if (std::ranges::binary_search(list.impossible, unit.id)) {
      facts.impossible.push_back(report::impossible_unseen(unit));
    } else if (unit.returns_given) {
      for (const reconcile::Finding& finding : impossible_returns(record, unit.id)) {
        facts.impossible.push_back(report::impossible_row(unit, reconcile::id_of(finding.rule),
                                                          reconcile::id_of(finding.severity),
                                                          finding.residual, finding.words));
      }
    }
  }
}

void add_causes(report::BundleFacts& facts, const Record& record) {
  for (const report::BundleUnit& unit : facts.units) {
    const auto changes = changes_of(record, unit.id);
    for (const CauseGiven& cause : record.units.at(unit.id).causes) {
      facts.causes.push_back({unit.county, unit.id, cause.code, cause.words, cause.minute,
                              cause.position,
                              changes ? (*changes == cause.changes ? "yes" : "no") : ""});
    }
  }
}

void add_challenges(report::BundleFacts& facts, const Record& record) {
  for (const auto& [id, exhibit] : record.challenges.exhibits) {
    facts.challenges.push_back({id, exhibit.county, record.batches.at(exhibit.batch).unit,
                                exhibit.batch, exhibit.ballot, exhibit.status(),
                                words_of(exhibit.counted_as), words_of(exhibit.stands_as()),
                                record.batches.at(exhibit.batch).is_void});
  }
}

void add_law(report::BundleFacts& facts, const Record& record) {
  for (const auto& [id, person] : record.people) facts.accounts[id] = person.name;
  for (const auto& [position, event] : record.legal) {
    const auto known = record.result_sets.find(event.result_set.text);
    const NamedSet set = known == record.result_sets.end() ? NamedSet{} : known->second;
    facts.legal.push_back({position, event.result_set.text, recount::name_of(event.act),
                           event.at.text(), event.by, event.stay, event.source, set.kind,
                           set.figures});
  }
  for (const CertificateGiven& given : record.certificates) {
    std::vector<std::int64_t> votes;
    for (const auto& [choice, name] : record.choices) {
      const auto found = given.votes.find(choice);
      votes.push_back(found == given.votes.end() ? 0 : found->second);
    }
    facts.certificates.push_back({given.position, given.result_set, given.authority,
                                  given.signed_at, given.by, given.approved_by, votes,
                                  given.winners, given.voided_at, given.warnings, given.amends,
                                  given.voided_at ? given.void_words : given.reason});
  }
  for (const std::string& id : record.matters.claims_registered) {
    const ClaimSeen& claim = record.matters.claims.at(id);
    facts.claims.push_back({id, claim.kind, claim.filing, claim.who, claim.says, claim.status,
                            claim.words, claim.examined, claim.position});
  }
}

void add_money(report::BundleFacts& facts, const MoneyRecord& money) {
  const auto add_lines = [&](const char* what, const auto& statements) {
    for (const auto& [place, statement] : statements) {
      for (const MoneyRecord::Line& line : statement.lines) {
        facts.money.push_back({what, place, line.item, line.cents, statement.position});
      }
    }
  };
  const auto add_sums = [&](const char* what, const std::vector<MoneyRecord::Sum>& sums) {
    for (const MoneyRecord::Sum& sum : sums) {
      facts.money.push_back({what, "", "", sum.cents, sum.position});
    }
  };
  add_lines("estimate", money.quotes);
  if (money.announced) {
    facts.money.push_back({"announced", "", "", money.announced->cents, money.announced->position});
  }
  add_sums("payment", money.payments);
  add_lines("actual", money.actuals);
  add_sums("refund", money.refunds);
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& csv) {
  formats::CsvReader reader(csv);
  Rows rows;
  while (reader.next()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
  return rows;
}

std::string name_of_row(const std::vector<std::string>& head, const std::vector<std::string>& row) {
  std::string name;
  for (std::size_t i = 0; i < row.size() && i < head.size(); ++i) {
    const bool names = head[i] == "county" || head[i] == "unit" || head[i] == "group" ||
                       head[i] == "batch" || head[i] == "choice" || head[i] == "position";
    if (names && !row[i].empty()) name += (name.empty() ? "" : ", ") + head[i] + " " + row[i];
  }
  return name.empty() ? "the whole" : name;
}

// Says where two rows of one table differ.
std::string difference_of(const std::vector<std::string>& head,
                          const std::vector<std::string>& published,
                          const std::vector<std::string>& computed) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    const std::string there = i < published.size() ? published[i] : "";
    const std::string here = i < computed.size() ? computed[i] : "";
    if (there == here) continue;
    return fmt::format("{} is \"{}\" there, and \"{}\" by the entries", head[i], there, here);
  }
  return "it has other fields";
}

class TableComparison {
 public:
  TableComparison(const std::string& path, CheckBook& book) : path_(path), book_(book) {}

  // True when every row is the same.
  bool compare(const std::string& published_csv, const std::string& computed_csv) {
    const Rows published = rows_of(published_csv);
    const Rows computed = rows_of(computed_csv);
    if (published.empty() || computed.empty() || published[0] != computed[0]) {
      fault("its columns are not those of this table", "");
      return false;
    }
    const std::vector<std::string>& head = computed[0];
    const std::size_t all = std::max(published.size(), computed.size());
    bool same = true;
    for (std::size_t i = 1; i < all; ++i) {
      if (i < published.size() && i < computed.size() && published[i] == computed[i]) continue;
      same = false;
      if (published.size() != computed.size()) {
        fault(fmt::format("it has {} rows, and {} by the entries; the first that differs is row {}",
                          published.size() - 1, computed.size() - 1, i),
              "");
        return false;
      }
      const std::string name = name_of_row(head, computed[i]);
      fault(name + ": " + difference_of(head, published[i], computed[i]), name);
    }
    return same;
  }

 private:
  void fault(const std::string& words, const std::string& subject) {
    book_.fault(CheckId::V10, {path_ + ": " + words, path_, std::nullopt, "", "", subject});
  }

  std::string path_;
  CheckBook& book_;
};

// JSON has the rows as objects; each is told by its values, as a row of the CSV is.
class JsonComparison {
 public:
  JsonComparison(const std::string& path, CheckBook& book) : path_(path), book_(book) {}

  // True when every row is the same.
  bool compare(const std::string& published_text, const std::string& computed_text) {
    const auto computed = base::parse_json(computed_text, path_);
    const auto published = nests_deeper_than(published_text, kJsonDepthMost)
                               ? base::Result<base::Json>(base::Problem{})
                               : base::parse_json(published_text, path_);
    // What is computed quotes the folder, which may hold bytes that are no text.
    if (!computed || !published || !published->is_array() ||
        published->size() != computed->size()) {
      fault("it is no list of the rows that the entries make");
      return false;
    }
    bool same = true;
    for (std::size_t i = 0; i < computed->size(); ++i) {
      if ((*published)[i] == (*computed)[i]) continue;
      same = false;
      fault(fmt::format("row {} is not the one that the entries make: {}", i + 1,
                        difference_of((*published)[i], (*computed)[i])));
    }
    return same;
  }

 private:
  static std::string difference_of(const base::Json& published, const base::Json& computed) {
    if (!published.is_object()) return "it is no object";
    for (auto it = computed.begin(); it != computed.end(); ++it) {
      const auto found = published.find(it.key());
      if (found == published.end()) return it.key() + " is missing";
      if (*found != *it) return it.key() + " is another";
    }
    return "it has other members";
  }

  void fault(const std::string& words) { book_.fault(CheckId::V10, {path_ + ": " + words, path_}); }

  std::string path_;
  CheckBook& book_;
};

// The format fixes every byte of a table, whichever program wrote it. Where bytes differ the rows
// are looked at, so that the one that says something else is named.
void compare_file(const BundleFolder& folder, const std::string& path, const std::string& computed,
                  CheckBook& book) {
  const auto published = folder.read(path, kTableBytesMost);
  if (!published) {
    book.fault(CheckId::V10, {path + ": it is missing", path});
    return;
  }
  const bool same_rows = path.ends_with(".json")
                             ? JsonComparison(path, book).compare(*published, computed)
                             : TableComparison(path, book).compare(*published, computed);
  if (same_rows) {
    book.fault(CheckId::V10, {path + ": its bytes are not those of the format", path});
  }
}

// One form of a table. Looking is apart from telling, which is done in order: writing a large table
// takes longer than reading it.
struct TableFile {
  std::string path;
  const report::DataTable* table = nullptr;
  std::string (*make)(const report::DataTable&) = nullptr;
  bool is_same = false;

  void look(const BundleFolder& folder) {
    const auto published = folder.read(path, kTableBytesMost);
    is_same = published && *published == make(*table);
  }
};

// False: the page is another, and another program says it made it, so that nothing follows.
bool compare_page(const BundleFolder& folder, const std::string& computed, bool same_program,
                  CheckBook& book) {
  const auto published = folder.read("index.html", kTableBytesMost);
  if (published && *published == computed) return true;
  if (published && !same_program) return false;
  book.fault(CheckId::V10, {published ? "index.html: it is not what these entries make"
                                      : "index.html: it is missing",
                            "index.html"});
  return true;
}

}  // namespace

void take_groups(const std::vector<StatedGroup>& groups, Record& record) {
  for (const StatedGroup& group : groups) {
    record.groups[group.id] = {group.id,
                               group.county,
                               {group.units.begin(), group.units.end()},
                               {group.ballots, group.votes, group.blank, group.over}};
  }
}

report::BundleFacts facts_of(const Record& record, const BundleHead& head, const BundleList& list,
                             const std::vector<WithheldRow>& withheld, const Reviews& reviews) {
  report::BundleFacts facts;
  facts.program = head.program;
  facts.name = record.name;
  facts.origin = head.origin;
  facts.contest = record.contest;
  facts.jurisdiction = record.jurisdiction;
  facts.size = head.size;
  facts.root = head.root;
  facts.minimum_ballots = list.minimum_ballots;
  facts.seats = record.seats;
  facts.training = record.training;
  for (const auto& [id, name] : record.choices) facts.choices.push_back({id, name});
  for (const auto& [id, name] : record.counties) facts.counties.push_back({id, name});
  for (const auto& [id, unit] : record.units) facts.units.push_back(unit_of(record, id, unit));
  std::stable_sort(facts.units.begin(), facts.units.end(),
                   [](const auto& a, const auto& b) { return a.county < b.county; });
  for (const StatedGroup& group : list.groups) {
    facts.groups.push_back({group.id, group.county, group.unit, group.units, group.batches,
                            in_order(record, group.ballots, group.votes, group.blank, group.over)});
  }
  for (const auto& [id, batch] : record.batches) {
    facts.batches.push_back(
        {id, batch.county, batch.container, batch.unit, batch.ballots, batch.extra});
  }
  for (const WithheldRow& row : withheld) {
    facts.withheld.push_back(
        {row.position, row.kind, row.county, row.unit, row.batch, row.why, row.group});
  }
  facts.moved = ground_sentences(record, "");
  facts.matters = recount::record_sentences(open_matters(record));
  // While a count is open, or entries are withheld, what was moved would tell of them.
  const bool open = std::ranges::any_of(
      record.units, [&](const auto& unit) { return fate_of(record, unit.first) == Fate::Open; });
  if (!open && facts.withheld.empty()) {
    const recount::BallotAccount account = account_of(record);
    for (std::string& sentence : moved_sentences(record, account)) {
      facts.moved.push_back(std::move(sentence));
    }
    facts.account = recount::summary_of(account);
  }
  add_findings(facts, reviews);
  add_impossible(facts, record, list);
  add_causes(facts, record);
  add_challenges(facts, record);
  add_law(facts, record);
  add_money(facts, record.money);
  add_audit_facts(facts, record.audits);
  return facts;
}

void check_tables(const BundleFolder& folder, const report::BundleFacts& facts,
                  const std::string& own_program, base::Executor& executor, CheckBook& book) {
  const std::vector<report::DataTable> tables = report::bundle_tables(facts);
  std::int64_t rows = 0;
  std::vector<TableFile> files;
  for (const report::DataTable& table : tables) {
    rows += static_cast<std::int64_t>(table.rows.size());
    const std::string path = "public/" + table.name;
    files.push_back({path + ".csv", &table, &report::csv_of});
    files.push_back({path + ".for-excel.csv", &table, &report::spreadsheet_csv_of});
    files.push_back({path + ".json", &table, &report::json_of});
  }
  executor.run_blocks(files.size(), [&](std::size_t i) { files[i].look(folder); });
  for (const TableFile& file : files) {
    if (!file.is_same) compare_file(folder, file.path, file.make(*file.table), book);
  }
  const std::string words =
      fmt::format("{} of the tables were made again, and compared in each of their three forms",
                  base::counted(rows, "row", "rows"));
  const std::string compared = base::counted(rows, "row", "rows") + " of the tables";
  if (compare_page(folder, report::bundle_page(facts), facts.program == own_program, book)) {
    book.done(CheckId::V10, words + "; so was the page", compared + ", and the page");
    return;
  }
  book.not_vouched(CheckId::V10,
                   fmt::format("{}. index.html WAS NOT CHECKED: bundle.json says that {} made it, "
                               "and this is {}. Take figures from public/, not from the page",
                               words, facts.program, own_program),
                   compared + "; index.html WAS NOT CHECKED");
}

}  // namespace recanvass::verify
