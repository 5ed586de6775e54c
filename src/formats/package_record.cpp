#include "formats/csv_table.h"
#include "formats/number.h"
#include "formats/package_parts.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::formats {
namespace {

using election::Election;

const std::vector<std::string>& question_status_names() {
  static const std::vector<std::string> names = {"open", "disputed", "answered"};
  return names;
}
const std::vector<std::string>& happening_names() {
  static const std::vector<std::string> names = {
      "petition", "objection", "withdrawal", "order",         "ruling", "estimate",
      "payment",  "refund",    "count",      "certification", "other"};
  return names;
}
const std::vector<std::string>& amount_precision_names() {
  static const std::vector<std::string> names = {"exact", "about", "at_least"};
  return names;
}

std::vector<std::string> all_choice_ids(const Election& election) {
  std::vector<std::string> ids;
  for (const auto& contest : election.contests) {
    for (const auto& choice : contest.choices) {
      if (std::find(ids.begin(), ids.end(), choice.id.text) == ids.end()) {
        ids.push_back(choice.id.text);
      }
    }
  }
  return ids;
}

bool is_choice(const Election& election, const std::string& id) {
  return std::any_of(election.contests.begin(), election.contests.end(), [&](const auto& contest) {
    return contest.find(election::ChoiceId{id}) != nullptr;
  });
}

election::Question read_question(TomlFields& fields, const PackageDraft& draft,
                                 std::set<std::string>& ids) {
  election::Question question;
  question.id = fields.required_id("id");
  if (!question.id.empty() && !ids.insert(question.id).second) {
    fields.report("package.duplicate-id", "id", quote(question.id) + " twice",
                  "each question with an id of its own", "Rename one of the two.");
  }
  question.text = fields.required_name("text");
  question.jurisdiction = read_jurisdiction(fields, draft);
  question.raised_by = fields.text("raised_by").value_or("");
  question.on = fields.date("on");
  question.status = fields.name_of("status", &election::question_status_named,
                                   question_status_names(), election::QuestionStatus::Open);
  question.status_on = fields.date("status_on");
  question.answer = fields.text("answer").value_or("");
  question.source = fields.required_text("source");
  question.status_source = fields.text("status_source").value_or("");
  if (question.on && question.status_on && *question.status_on < *question.on) {
    fields.report("package.dates", "status_on", question.status_on->text(),
                  "a day not before " + question.on->text(), "Correct one of the two dates.");
  }
  fields.finish();
  return question;
}

election::Happening read_happening(TomlFields& fields, const PackageDraft& draft) {
  election::Happening happening;
  const auto on = fields.required_date("on");
  if (on) happening.on = *on;
  happening.known_on = fields.date("known_on");
  if (on && happening.known_on && *happening.known_on < *on) {
    fields.report("package.dates", "known_on", happening.known_on->text(),
                  "a day not before the event, " + on->text(), "Correct one of the two days.");
  }
  happening.jurisdiction = read_jurisdiction(fields, draft);
  happening.kind = fields.required_name_of("kind", &election::happening_kind_named,
                                           happening_names(), election::HappeningKind::Other);
  happening.what = fields.required_name("what");
  happening.who = fields.text("who").value_or("");
  if (const auto choice = fields.id("choice")) {
    if (!is_choice(draft.election, *choice)) {
      report_unknown_id(fields, "choice", *choice, "choice", all_choice_ids(draft.election));
    }
    happening.choice = election::ChoiceId{*choice};
  }
  happening.amount = fields.dollars("amount_usd");
  happening.source = fields.required_text("source");
  fields.finish();
  return happening;
}

election::FundReport read_fund(TomlFields& fields) {
  election::FundReport fund;
  fund.name = fields.required_name("name");
  if (const auto on = fields.required_date("on")) fund.on = *on;
  fund.raised = fields.dollars("raised_usd");
  fund.precision = fields.name_of("precision", &election::amount_precision_named,
                                  amount_precision_names(), election::AmountPrecision::Exact);
  fund.goal = fields.dollars("goal_usd");
  fund.source = fields.required_text("source");
  if (!fields.has("raised_usd") && !fields.has("goal_usd")) {
    fields.report("toml.missing", "", "neither raised_usd nor goal_usd", "an amount of dollars",
                  "Add what the report says, or remove the entry.");
  }
  fields.finish();
  return fund;
}

election::NationalVote read_national_vote(TomlFields& fields, const Election& election) {
  election::NationalVote vote;
  if (const auto on = fields.required_date("known_on")) vote.known_on = *on;
  vote.press = fields.flag("press").value_or(false);
  vote.source = fields.required_text("source");
  auto totals = fields.table("totals");
  if (!totals) {
    if (!fields.has("totals")) {
      fields.report("toml.missing", "", "no totals", "totals = { ... }", "Add the figures.");
    }
  } else {
    for (const auto& [choice, votes] : totals->all_figures()) {
      if (!is_choice(election, choice)) {
        report_unknown_id(*totals, choice.c_str(), choice, "choice", all_choice_ids(election));
      }
      vote.totals.push_back({{choice}, election::VoteCount(votes)});
    }
  }
  fields.finish();
  return vote;
}

// Pledged electors of the units that the package leaves out.
election::ElectorsElsewhere read_elsewhere(TomlFields& fields, const Election& election) {
  election::ElectorsElsewhere elsewhere;
  elsewhere.source = fields.required_text("source");
  elsewhere.known_on = fields.date("known_on");
  for (const std::string& choice : all_choice_ids(election)) {
    if (const auto electors = fields.whole(choice.c_str(), 0, kElectorsMax)) {
      elsewhere.pledged.push_back({{choice}, election::ElectorCount(*electors)});
    }
  }
  fields.finish();
  return elsewhere;
}

// electors-cast.csv: unit,choice,electors
class CastReader {
 public:
  CastReader(const Election& election, election::ElectorsCast& cast, ProblemList& problems)
      : election_(election), cast_(cast), problems_(problems) {}

  void read(CsvTable& table) {
    const auto unit = table.column("unit");
    const auto choice = table.column("choice");
    const auto electors = table.column("electors");
    if (!unit || !choice || !electors || table.header().size() != 3) {
      problems_.add({"returns.missing-column",
                     {table.file(), 1, ""},
                     "the columns " + listed(table.header(), 12),
                     "unit, choice, electors",
                     "Correct the header."});
      return;
    }
    while (table.next(problems_)) read_row(table, *unit, *choice, *electors);
    check_sums(table.file());
  }

 private:
  void read_row(const CsvTable& table, std::size_t unit_at, std::size_t choice_at,
                std::size_t electors_at) {
    const std::string unit(table.cell(unit_at));
    const std::string choice(table.cell(choice_at));
    std::int64_t electors = 0;
    const NumberFault fault = read_figure(table.cell(electors_at), electors);
    if (fault != NumberFault::None) {
      problems_.add(figure_problem(fault, table.cell(electors_at), table.place(electors_at)));
    } else if (electors == 0) {
      problems_.add({"electors.none", table.place(electors_at), "0", "1 or more",
                     "Leave the row out when nobody voted so."});
    }
    if (election_.find(election::JurisdictionId{unit}) == nullptr) {
      report_unknown(table.place(unit_at), unit, ids_of(election_.jurisdictions));
    }
    if (!is_person(choice) && !is_choice(election_, choice)) {
      std::vector<std::string> known = all_choice_ids(election_);
      for (const auto& person : cast_.persons) known.push_back(person.id);
      report_unknown(table.place(choice_at), choice, known);
    }
    if (!pairs_.insert({unit, choice}).second) {
      problems_.add({"electors.duplicate", table.place(), quote(unit + ", " + choice) + " twice",
                     "one row for each unit and choice", "Add the two rows up."});
    }
    cast_.votes.push_back({{unit}, choice, election::ElectorCount(electors)});
  }

  [[nodiscard]] bool is_person(const std::string& id) const {
    return std::any_of(cast_.persons.begin(), cast_.persons.end(),
                       [&](const election::CastPerson& person) { return person.id == id; });
  }

  void report_unknown(base::Place place, const std::string& id,
                      const std::vector<std::string>& known) {
    problems_.add({"package.unknown-id", std::move(place), quote(id), "one of " + listed(known, 12),
                   suggest(id, known, "Correct the id.")});
  }

  void check_sums(const std::string& file) {
    std::map<election::JurisdictionId, std::int64_t> cast;
    for (const auto& votes : cast_.votes) cast[votes.unit] += votes.electors.value();
    for (const auto& [unit, sum] : cast) {
      const election::Jurisdiction* found = election_.find(unit);
      if (found == nullptr) continue;
      if (!found->electors || sum > found->electors->value()) {
        problems_.add({"electors.too-many",
                       {file, 0, ""},
                       fmt::format("{} electors' votes in {}", sum, unit.text),
                       found->electors ? fmt::format("at most {}", found->electors->value())
                                       : "a unit with electors",
                       "Correct the rows or the unit's electors."});
      }
    }
  }

  const Election& election_;
  election::ElectorsCast& cast_;
  ProblemList& problems_;
  std::set<std::pair<std::string, std::string>> pairs_;
};

void read_cast_file(const std::string& name, PackageDraft& draft, election::ElectorsCast& cast) {
  ProblemList& problems = draft.source.problems;
  const auto path = resolve_in_package(draft.folder, name);
  if (!path) return problems.add_all(path.problems());
  auto bytes = read_bytes(*path, name);
  if (!bytes) return problems.add_all(bytes.problems());
  auto text = decode_text(std::move(bytes).value(), name);
  if (!text) return problems.add_all(text.problems());
  auto table = CsvTable::open(std::move(text).value().text, name);
  if (!table) return problems.add_all(table.problems());
  CastReader(draft.election, cast, problems).read(**table);
}

void read_electors_cast(TomlFields& fields, PackageDraft& draft) {
  election::ElectorsCast cast;
  const std::string file = fields.required_text("file");
  if (const auto on = fields.required_date("known_on")) cast.known_on = *on;
  cast.source = fields.required_text("source");
  std::set<std::string> ids;
  for (TomlFields& person : fields.tables("person")) {
    cast.persons.push_back({person.required_id("id"), person.required_name("name")});
    const std::string& id = cast.persons.back().id;
    if (!id.empty() && (!ids.insert(id).second || is_choice(draft.election, id))) {
      person.report("package.duplicate-id", "id", quote(id) + " twice",
                    "an id that no choice or other person has", "Rename the person.");
    }
    person.finish();
  }
  fields.finish();
  if (!file.empty()) read_cast_file(file, draft, cast);
  draft.election.electors_cast = std::move(cast);
}

}  // namespace

void read_public_record(TomlFields& file, PackageDraft& draft) {
  Election& election = draft.election;
  std::set<std::string> question_ids;
  for (TomlFields& fields : file.tables("question")) {
    election.questions.push_back(read_question(fields, draft, question_ids));
  }
  for (TomlFields& fields : file.tables("event")) {
    election.happenings.push_back(read_happening(fields, draft));
  }
  for (TomlFields& fields : file.tables("fund")) election.funds.push_back(read_fund(fields));
  for (TomlFields& fields : file.tables("national_vote")) {
    election.national_votes.push_back(read_national_vote(fields, election));
  }
  if (auto fields = file.table("electors_elsewhere")) {
    election.electors_elsewhere = read_elsewhere(*fields, election);
  }
  if (auto fields = file.table("electors_cast")) read_electors_cast(*fields, draft);
}

}  // namespace recanvass::formats
