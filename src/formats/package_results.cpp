#include "base/figures.h"
#include "formats/number.h"
#include "formats/odd_figures.h"
#include "formats/package_parts.h"
#include "formats/returns_file.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::formats {
namespace {

using election::ResultSet;
using election::VoteCount;

const std::vector<std::string>& result_kind_names() {
  static const std::vector<std::string> names = {"unofficial", "original-canvass", "recount",
                                                 "partial-recount", "hand-audit"};
  return names;
}
const std::vector<std::string>& legal_status_names() {
  static const std::vector<std::string> names = {"reported", "canvassed", "certified",
                                                 "void",     "stayed",    "superseded"};
  return names;
}
const std::vector<std::string>& date_precision_names() {
  static const std::vector<std::string> names = {"exact", "not_after"};
  return names;
}

VoteCount sum_of(const std::vector<election::ChoiceTotal>& totals) {
  VoteCount sum;
  for (const auto& total : totals) sum += total.votes;
  return sum;
}

// " of contest "mayor", result set "night"": the ids that rows have.
std::string ids_named(const ReturnsTable::Section& section) {
  std::string words;
  const auto add = [&](const char* what, const std::string& id) {
    if (!id.empty())
      words += fmt::format("{}{} {}", words.empty() ? " of " : ", ", what, quote(id));
  };
  add("jurisdiction", section.jurisdiction);
  add("contest", section.contest);
  add("result set", section.result_set);
  return words;
}

// Files are read once, however many result sets they serve.
class ReturnsFiles {
 public:
  ReturnsFiles(const std::filesystem::path& folder, ProblemList& problems,
               std::vector<std::string>& remarks)
      : folder_(folder), problems_(problems), remarks_(remarks) {}

  /// Null after a problem, which is reported once.
  IndexedReturns* open(const std::string& name) {
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second.get();
    auto& slot = files_[name];
    const auto path = resolve_in_package(folder_, name);
    if (!path) {
      problems_.add_all(path.problems());
      return nullptr;
    }
    ReturnsReading read = read_returns_file(*path, name);
    if (!read) problems_.add_all(read.problems());
    if (!read.readable()) return nullptr;
    slot = std::make_unique<IndexedReturns>(std::move(*read.readable()));
    slot->is_whole = read.ok();
    for (const std::string& remark : slot->table.remarks) remarks_.push_back(remark);
    return slot.get();
  }

  /// Two names for the same bytes: one load for two units, or a copy that was not exchanged.
  void remark_same_content() {
    std::map<std::uintmax_t, std::vector<std::string>> by_size;
    for (const auto& [name, file] : files_) {
      std::error_code error;
      const std::uintmax_t size = std::filesystem::file_size(folder_ / name, error);
      if (file && !error) by_size[size].push_back(name);
    }
    for (const auto& [size, names] : by_size) {
      std::map<std::string, std::string> seen;
      for (std::size_t i = 0; i < names.size() && names.size() > 1; ++i) {
        const auto bytes = read_bytes(folder_ / names[i], names[i]);
        if (!bytes) continue;
        const auto [first, is_new] = seen.emplace(*bytes, names[i]);
        if (is_new) continue;
        remarks_.push_back(remark_at(names[i], 0, "the same content as " + first->second,
                                     "If both are meant, name one file in both result sets; "
                                     "otherwise fetch the file that belongs here."));
      }
    }
  }

  /// Rows by ids that no result set asked for would vanish silently. A result set that could not be
  /// read asked for nothing, so that its rows prove nothing.
  void check_all_used(const std::set<std::string>& not_read) {
    for (const auto& [name, file] : files_) {
      if (!file || file->table.naming == Naming::Names) continue;
      for (std::size_t i = 0; i < file->used_for.size(); ++i) {
        if (!file->used_for[i].empty() || file->by_section[i].empty()) continue;
        const auto& section = file->table.sections[i];
        const bool any_of_them = section.result_set.empty() && !not_read.empty();
        if (any_of_them || not_read.contains("") || not_read.contains(section.result_set)) continue;
        const std::int64_t line = file->table.figures[file->by_section[i].front()].line;
        problems_.add(
            {"returns.unused-rows",
             {name, line, ""},
             fmt::format("{}{}",
                         base::counted(static_cast<std::int64_t>(file->by_section[i].size()), "row",
                                       "rows"),
                         ids_named(section)),
             "rows that a result set of election.toml uses",
             "Correct the ids, add the result set, or remove the rows."});
      }
    }
  }

 private:
  const std::filesystem::path& folder_;
  ProblemList& problems_;
  std::vector<std::string>& remarks_;
  std::map<std::string, std::unique_ptr<IndexedReturns>> files_;
};

class ResultSetReader {
 public:
  ResultSetReader(PackageDraft& draft, ReturnsFiles& files) : draft_(draft), files_(files) {}

  void read(TomlFields& fields) {
    ResultSet result;
    read_head(fields, result);
    const election::Contest* contest = draft_.election.find(result.contest);
    const election::Jurisdiction* jurisdiction = draft_.election.find(result.jurisdiction);
    const auto file = fields.text("file");
    auto totals = fields.table("totals");
    auto margin_only = fields.table("margin_only");
    check_one_source(fields);
    read_stated_totals(fields, result);
    read_missing_counties(fields, jurisdiction, result);
    const NameMap map = read_map(fields, contest);
    const bool complete = fields.flag("complete").value_or(true);
    fields.finish();
    const bool from_file = file && !totals && !margin_only;
    IndexedReturns* returns = from_file ? files_.open(*file) : nullptr;
    if (file && returns == nullptr) not_read_.insert(result.id.text);
    const std::vector<election::Choice> choices = choices_of(contest);
    if (totals) read_totals(*totals, choices, result);
    if (margin_only) read_margin(*margin_only, choices, result);
    if (contest == nullptr || jurisdiction == nullptr || result.id.text.empty()) {
      not_read_.insert(result.id.text);
      return;
    }
    FiguresPlace place{draft_.source.file, fields.line_of("totals"), {}};
    if (from_file) place = {*file, 0, {}};
    if (returns != nullptr) {
      place.unit_lines = build_result(*returns,
                                      {*contest, *jurisdiction, map, draft_.election.election_day,
                                       draft_.election.contests.size()},
                                      result, draft_.source.problems);
    }
    check_totals(fields, *contest, complete, result);
    draft_.election.result_sets.push_back(std::move(result));
    draft_.places.push_back(std::move(place));
  }

  /// Ids of result sets that could not be read; "" for one without an id.
  [[nodiscard]] const std::set<std::string>& not_read() const { return not_read_; }

 private:
  void read_head(TomlFields& fields, ResultSet& result) {
    const election::Election& election = draft_.election;
    result.id = {fields.required_id("id")};
    if (!result.id.text.empty() && !ids_.insert(result.id.text).second) {
      fields.report("package.duplicate-id", "id", quote(result.id.text) + " twice",
                    "each result set with an id of its own", "Rename one of the two.");
    }
    result.jurisdiction = {fields.required_id("jurisdiction")};
    if (!result.jurisdiction.text.empty() && election.find(result.jurisdiction) == nullptr) {
      report_unknown_id(fields, "jurisdiction", result.jurisdiction.text, "jurisdiction",
                        ids_of(election.jurisdictions));
    }
    result.contest = {fields.required_id("contest")};
    if (!result.contest.text.empty() && election.find(result.contest) == nullptr) {
      report_unknown_id(fields, "contest", result.contest.text, "contest",
                        ids_of(election.contests));
    }
    result.kind = fields.required_name_of("kind", &election::result_kind_named, result_kind_names(),
                                          election::ResultKind::Unofficial);
    result.status = fields.required_name_of("legal_status", &election::legal_status_named,
                                            legal_status_names(), election::LegalStatus::Reported);
    result.known_on_precision =
        fields.name_of("known_on_precision", &election::date_precision_named,
                       date_precision_names(), election::DatePrecision::Exact);
    result.press = fields.flag("press").value_or(false);
    result.verified = fields.flag("verified").value_or(true);
    result.source = fields.required_text("source");
    result.note = fields.text("note").value_or("");
    result.note_known_on = fields.date("note_known_on");
    const auto known_on = fields.required_date("known_on");
    if (!known_on) return;
    result.known_on = *known_on;
    if (*known_on < election.election_day) {
      fields.report("package.dates", "known_on", known_on->text(),
                    "a day not before the election, " + election.election_day.text(),
                    "Correct one of the two dates.");
    }
  }

  void check_one_source(TomlFields& fields) {
    std::vector<std::string> given;
    for (const char* key : {"file", "totals", "margin_only"}) {
      if (fields.has(key)) given.emplace_back(key);
    }
    if (given.size() == 1) return;
    fields.report("package.one-source", "",
                  given.empty() ? "no figures" : "figures twice: " + listed(given, 3),
                  "exactly one of file, totals and margin_only",
                  given.empty() ? "Add one of them; a unit without figures needs no result set."
                                : "Keep one; a second report is a result set of its own.");
  }

  void read_stated_totals(TomlFields& fields, ResultSet& result) {
    if (const auto votes = fields.whole("total_votes", 0, kFigureMax)) {
      result.total_votes = VoteCount(*votes);
    }
    if (const auto ballots = fields.whole("ballots", 0, kFigureMax)) {
      result.ballots = election::BallotCount(*ballots);
    }
  }

  void read_missing_counties(TomlFields& fields, const election::Jurisdiction* jurisdiction,
                             ResultSet& result) {
    for (const std::string& id : fields.texts("missing_counties")) {
      if (jurisdiction != nullptr && jurisdiction->find(election::CountyId{id}) == nullptr) {
        report_unknown_id(fields, "missing_counties", id, "county of the jurisdiction",
                          ids_of(jurisdiction->counties));
      }
      result.missing_counties.push_back({id});
    }
  }

  NameMap read_map(TomlFields& fields, const election::Contest* contest) {
    NameMap map;
    auto table = fields.table("map");
    if (!table) return map;
    map.office = table->text("office").value_or("");
    map.ignore = table->texts("ignore");
    if (auto choices = table->table("choices")) {
      for (const auto& [name, id] : choices->all_texts()) {
        map.choices[name] = {id};
        if (contest != nullptr && contest->find(election::ChoiceId{id}) == nullptr) {
          report_unknown_id(*choices, name.c_str(), id, "choice of the contest",
                            ids_of(contest->choices));
        }
      }
    }
    if (auto counties = table->table("counties")) {
      for (const auto& [name, id] : counties->all_texts()) map.counties[name] = {id};
    }
    table->finish();
    return map;
  }

  // Of a contest that is not found those of every contest: an id that none of them has is wrong
  // whichever was meant, and the figures' own faults do not wait for the contest to be mended.
  [[nodiscard]] std::vector<election::Choice> choices_of(const election::Contest* contest) const {
    if (contest != nullptr) return contest->choices;
    std::vector<election::Choice> all;
    for (const election::Contest& one : draft_.election.contests) {
      all.insert(all.end(), one.choices.begin(), one.choices.end());
    }
    return all;
  }

  static const election::Choice* find_choice(const std::vector<election::Choice>& choices,
                                             const std::string& id) {
    const auto found =
        std::find_if(choices.begin(), choices.end(),
                     [&](const election::Choice& choice) { return choice.id.text == id; });
    return found == choices.end() ? nullptr : &*found;
  }

  void read_totals(TomlFields& totals, const std::vector<election::Choice>& choices,
                   ResultSet& result) {
    std::map<std::string, std::int64_t> votes;
    for (const auto& [choice, number] : totals.all_figures()) {
      votes[choice] = number;
      if (find_choice(choices, choice) != nullptr) continue;
      report_unknown_id(totals, choice.c_str(), choice, "choice of the contest", ids_of(choices));
    }
    for (const auto& choice : choices) {
      const auto found = votes.find(choice.id.text);
      if (found == votes.end()) continue;
      result.totals.push_back({choice.id, VoteCount(found->second)});
    }
    if (votes.empty()) {
      totals.report("package.no-figures", "", "totals without a choice",
                    "the votes of each choice: { a = 510, b = 498 }", "Add the figures.");
    }
  }

  void read_margin(TomlFields& fields, const std::vector<election::Choice>& choices,
                   ResultSet& result) {
    election::MarginOnly read;
    for (const char* key : {"leader", "runner_up"}) {
      const std::string id = fields.required_id(key);
      const election::Choice* choice = find_choice(choices, id);
      if (!id.empty() && choice == nullptr) {
        report_unknown_id(fields, key, id, "choice of the contest", ids_of(choices));
      } else if (choice != nullptr && choice->aggregate) {
        fields.report("package.margin", key, quote(id) + ", which adds several people up",
                      "one candidate", "Name the candidate who leads.");
      }
      (std::string_view(key) == "leader" ? read.leader : read.runner_up) = {id};
    }
    if (!read.leader.text.empty() && read.leader == read.runner_up) {
      fields.report("package.margin", "runner_up", quote(read.runner_up.text) + " twice",
                    "two different choices", "Correct one of the two.");
    }
    if (const auto votes = fields.whole("votes", 0, kFigureMax)) read.votes = VoteCount(*votes);
    if (const auto step = fields.whole("rounded_to", 1, kFigureMax)) {
      read.rounded_to = VoteCount(*step);
      if (!read.votes || read.votes->value() % *step != 0) {
        fields.report("package.margin", "rounded_to", fmt::format("{}", *step),
                      "a step of which votes is a multiple", "Correct votes or rounded_to.");
      }
    }
    fields.finish();
    result.margin_only = read;
  }

  void check_totals(TomlFields& fields, const election::Contest& contest, bool complete,
                    ResultSet& result) {
    if (result.margin_only) {
      const auto& votes = result.margin_only->votes;
      if (votes && result.total_votes && *votes > *result.total_votes) {
        fields.report("package.impossible", "margin_only",
                      fmt::format("a difference of {}", votes->value()),
                      fmt::format("at most total_votes, {}", result.total_votes->value()),
                      "Correct one of the two.");
      }
      return;
    }
    if (result.totals.empty()) return;
    const VoteCount sum = sum_of(result.totals);
    if (result.total_votes && *result.total_votes < sum) {
      fields.report("package.impossible", "total_votes",
                    fmt::format("{}", result.total_votes->value()),
                    fmt::format("no less than the sum of the choices, {}", sum.value()),
                    "Find the missing or mistyped figure.");
    }
    if (!result.total_votes && complete) result.total_votes = sum;
    const VoteCount marks = result.total_votes.value_or(sum);
    if (result.ballots && marks.value() > result.ballots->value() * contest.vote_for.value()) {
      fields.report("package.impossible", "ballots", fmt::format("{}", result.ballots->value()),
                    fmt::format("ballots for {} votes, at most {} a ballot", marks.value(),
                                contest.vote_for.value()),
                    "Correct the figure with a digit too many, or the ballots; until then the "
                    "figures are impossible and under review.");
    }
  }

  PackageDraft& draft_;
  ReturnsFiles& files_;
  std::set<std::string> ids_;
  std::set<std::string> not_read_;
};

}  // namespace

void read_result_sets(TomlFields& file, PackageDraft& draft) {
  ReturnsFiles files(draft.folder, draft.source.problems, draft.election.remarks);
  ResultSetReader reader(draft, files);
  for (TomlFields& fields : file.tables("result_set")) reader.read(fields);
  files.check_all_used(reader.not_read());
  files.remark_same_content();
}

}  // namespace recanvass::formats
