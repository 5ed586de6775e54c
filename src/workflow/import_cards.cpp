// cards.import and cards.correct: cast vote records that were read are committed to by the hashes
// of the files they came from and of the file they were kept in. The records themselves stay where
// they are, and so do the files: the ledger keeps neither (an attached file has "sha256", a source
// "source_sha256"). After publication an import changes only by two persons, and everybody sees it.
#include "base/sha256.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/operation.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr const char* kShape =
    "records of \"name\", \"bytes\" and \"source_sha256\", 64 lower-case hexadecimal digits";

bool is_source(const Json& record) {
  if (!record.is_object() || record.size() != 3) return false;
  for (const char* name : {"name", "bytes", "source_sha256"}) {
    if (!record.contains(name)) return false;
  }
  return record["name"].is_string() && !record["name"].get<std::string>().empty() &&
         is_plain_text(record["name"].get<std::string>()) && record["bytes"].is_number_integer() &&
         record["bytes"].get<std::int64_t>() >= 0 && record["source_sha256"].is_string() &&
         base::parse_hex(record["source_sha256"].get<std::string>()).has_value();
}

base::Problems check_sources(const Json& body) {
  base::Problems problems;
  std::set<std::string> names;
  for (std::size_t i = 0; i < body["sources"].size(); ++i) {
    const Json& record = body["sources"][i];
    if (!is_source(record)) {
      problems.push_back(refusal("cards.source", fmt::format("sources[{}] as it is", i), kShape,
                                 "Let `recanvass import --into` write the command."));
    } else if (!names.insert(record["name"].get<std::string>()).second) {
      problems.push_back(refusal("cards.source-twice", record["name"].get<std::string>() + " twice",
                                 "each source once", "Name each file once."));
    }
  }
  if (body["sources"].empty()) {
    problems.push_back(
        refusal("cards.source", "no source", kShape, "Name the files that were read."));
  }
  return problems;
}

base::Problems check_figures(const Json& body) {
  base::Problems problems;
  if (number_in(body, "cards") < number_in(body, "ballots")) {
    problems.push_back(refusal(
        "cards.ballots",
        fmt::format("{} ballots on {} cards", number_in(body, "ballots"), number_in(body, "cards")),
        "a card or more for each ballot", "Import the records again."));
  }
  return problems;
}

std::set<std::string> source_hashes(const Json& body) {
  std::set<std::string> hashes;
  for (const Json& source : body["sources"]) {
    if (is_source(source)) hashes.insert(source["source_sha256"].get<std::string>());
  }
  return hashes;
}

// Files whose cards are in the ledger under another name: the same file of columns, or sources that
// are all among those of the other import, or the other way round.
base::Problems check_not_there(const Operation& operation, const Json& body) {
  base::Problems problems;
  const std::string id = text_in(body, "import");
  const std::set<std::string> mine = source_hashes(body);
  for (const auto& [other, import] : operation.commitment.imports) {
    if (other == id) continue;
    const std::set<std::string> theirs = source_hashes(import.body);
    const bool same = import.body["store_sha256"] == body["store_sha256"] ||
                      (!mine.empty() && (std::ranges::includes(mine, theirs) ||
                                         std::ranges::includes(theirs, mine)));
    if (!same) continue;
    problems.push_back(refusal(
        "cards.twice", "the files of the import \"" + other + "\" a second time, as \"" + id + "\"",
        "each export once",
        "Look which of the two is meant; cards.correct replaces an import "
        "under its own name."));
  }
  return problems;
}

base::Problems check_import(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems;
  if (county.empty()) {
    problems = author_acts_in(operation, command.author, "");
  } else {
    problems = county_is_open_to(operation, command.author, county);
  }
  add_problems(problems, check_sources(command.body));
  add_problems(problems, check_figures(command.body));
  add_problems(problems, check_not_there(operation, command.body));
  return problems;
}

base::Problems decide_import(const Operation& operation, const Command& command) {
  base::Problems problems = check_import(operation, command);
  if (operation.commitment.published_at) {
    problems.push_back(refusal("commitment.published", "inputs that are published",
                               "inputs before commitment.publish",
                               "Use cards.correct: two persons, and everybody sees the change."));
  }
  const std::string id = text_in(command.body, "import");
  if (operation.commitment.imports.count(id) > 0) {
    problems.push_back(refusal("cards.duplicate", "the import \"" + id + "\" a second time",
                               "an id that is free",
                               "Give it another id, or use cards.correct to replace it."));
  }
  return problems;
}

base::Problems decide_correct(const Operation& operation, const Command& command) {
  base::Problems problems = check_import(operation, command);
  const std::string id = text_in(command.body, "import");
  const auto known = operation.commitment.imports.find(id);
  if (known == operation.commitment.imports.end()) {
    // What was never committed to cannot be said to have been: it comes as what it is, a change.
    if (!operation.commitment.published_at) {
      problems.push_back(refusal("cards.unknown", "\"" + id + "\"", "an import that was recorded",
                                 "Record it with cards.import."));
    }
    return problems;
  }
  const std::string before = known->second.county;
  if (before != text_in(command.body, "county")) {
    problems.push_back(refusal("cards.county", "\"" + text_in(command.body, "county") + "\"",
                               before.empty() ? "no county, as it was" : before,
                               "An import stays with its county."));
  }
  return problems;
}

// What is committed to of an import: everything but who said it and why.
Json committed_body(const Json& body) {
  Json kept = body;
  for (const char* name : {"import", "reason"}) kept.erase(name);
  return kept;
}

void keep_import(Operation& operation, const Event& event) {
  CardsImport import;
  import.county = text_in(event.body, "county");
  import.body = committed_body(event.body);
  import.position = event.position;
  operation.commitment.imports.insert_or_assign(text_in(event.body, "import"), std::move(import));
}

void apply_correct(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "import");
  const auto known = operation.commitment.imports.find(id);
  InputChange change;
  change.position = event.position;
  change.what = "cards " + id;
  change.reason = text_in(event.body, "reason");
  if (known != operation.commitment.imports.end()) change.before = known->second.body;
  change.after = committed_body(event.body);
  change.author = event.author;
  change.approved_by = event.approved_by;
  change.after_publication = operation.commitment.published_at.has_value();
  operation.commitment.changes.push_back(std::move(change));
  keep_import(operation, event);
  void_if_it_rests_on(operation.audits, {ChangedInput::What::Import, id}, operation.setup.contest,
                      event.position);
}

UseCase cards_case(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"import", FieldType::Text, true, "A name for it, such as \"dane-mail\"."},
      {"county", FieldType::Text, false, "Whose cards; without it those of the jurisdiction."},
      {"format", FieldType::Text, true, "What the files were, in words."},
      {"sources",
       FieldType::Records,
       true,
       "Every file that was read: name, bytes, source_sha256.",
       {},
       {},
       R"([{"name": "CVR_Export.zip", "bytes": 1048576, "source_sha256": ")"
       R"(9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}])"},
      {"store_sha256", FieldType::Hash, true, "Of the file that the cards were kept in."},
      {"cards", FieldType::Number, true, "Cards that were read."},
      {"ballots", FieldType::Number, true, "Ballots that begin with one of them."},
      {"contests", FieldType::Number, true, "Contests that they name."},
      {"contest", FieldType::Text, false,
       "The title, in the records, of the contest that is counted."},
      {"withheld_rows", FieldType::Number, false, "Rows of totals that stand for withheld cards."},
      {"ignored", FieldType::Numbers, false,
       "What was read and is part of no card, and how often."}};
  return use_case;
}

}  // namespace

UseCase import_cards() {
  UseCase use_case =
      cards_case("cards.import", "Commit to cast vote records: the hashes of the files.");
  use_case.decide = decide_import;
  use_case.apply = keep_import;
  return use_case;
}

UseCase correct_cards() {
  UseCase use_case = cards_case(
      "cards.correct", "Replace an import of cards, or add one once the inputs are published.");
  use_case.fields.push_back({"reason", FieldType::Text, true, "Why other files were read."});
  use_case.persons = Persons::Two;
  use_case.decide = decide_correct;
  use_case.apply = apply_correct;
  return use_case;
}

}  // namespace recanvass::workflow
