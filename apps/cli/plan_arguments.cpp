#include "apps/cli/plan_arguments.h"

#include "formats/package_reader.h"
#include "workflow/assertions_plan.h"
#include "workflow/audit_assertions.h"
#include "workflow/audit_plan.h"

#include <fmt/format.h>

#include <charconv>

namespace recanvass::cli {
namespace {

constexpr std::int64_t kCardsMost = 1'000'000'000;

base::Problem bad_value(const std::string& command, const std::string& name,
                        const std::string& found, const std::string& wanted) {
  return {command + ".option",
          {{}, 0, name},
          fmt::format("\"{}\"", found),
          wanted,
          fmt::format("See recanvass {} --help for {}.", command, name)};
}

template <class Number>
std::optional<Number> parse_number(const std::string& text) {
  Number number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts{""};
  for (const char letter : text) {
    if (letter == ',') {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

// The options of one command, read with every problem kept.
class Reader {
 public:
  Reader(const Arguments& arguments, std::string command)
      : arguments_(arguments), command_(std::move(command)) {}

  base::Problems problems;

  std::optional<double> share(const std::string& name) {
    return number(name, 0.0, 1.0, "a share from 0 to 1, such as .05");
  }
  std::optional<double> amount(const std::string& name) {
    return number(name, 0.0, 1e9, "a number, 0 or more");
  }
  std::optional<std::int64_t> cards(const std::string& name) {
    const auto text = arguments_.one(name);
    if (!text) return std::nullopt;
    const auto read = parse_number<std::int64_t>(*text);
    if (read && *read >= 1 && *read <= kCardsMost) return read;
    problems.push_back(bad_value(command_, name, *text, "a whole number of cards"));
    return std::nullopt;
  }
  // Two to four numbers between commas; empty when absent or bad.
  template <class Number>
  std::vector<Number> list(const std::string& name, std::size_t least, std::size_t most,
                           const std::string& wanted) {
    const auto text = arguments_.one(name);
    if (!text) return {};
    std::vector<Number> numbers;
    for (const std::string& part : parts_of(*text)) {
      const auto read = parse_number<Number>(part);
      if (!read || !(*read >= 0)) break;
      numbers.push_back(*read);
    }
    if (numbers.size() == parts_of(*text).size() && numbers.size() >= least &&
        numbers.size() <= most) {
      return numbers;
    }
    problems.push_back(bad_value(command_, name, *text, wanted));
    return {};
  }

 private:
  std::optional<double> number(const std::string& name, double least, double most,
                               const char* wanted) {
    const auto text = arguments_.one(name);
    if (!text) return std::nullopt;
    const auto read = parse_number<double>(*text);
    if (read && *read >= least && *read <= most) return read;
    problems.push_back(bad_value(command_, name, *text, wanted));
    return std::nullopt;
  }

  const Arguments& arguments_;
  std::string command_;
};

void read_seen(Reader& reader, audit::PlanQuestion& question) {
  const auto cards = reader.cards("--seen");
  const auto votes = reader.list<std::int64_t>("--seen-votes", 2, 2, "WINNER,LOSER");
  const auto errors = reader.list<std::int64_t>("--seen-errors", 2, 4, "O1,O2[,U1,U2]");
  if (!cards) return;
  audit::SeenCards seen;
  seen.cards = *cards;
  seen.votes.cards = *cards;
  if (!votes.empty()) {
    seen.votes.winner = votes[0];
    seen.votes.loser = votes[1];
  }
  const auto at = [&](std::size_t i) { return i < errors.size() ? errors[i] : 0; };
  seen.one_over = at(0);
  seen.two_over = at(1);
  seen.one_under = at(2);
  seen.two_under = at(3);
  question.seen = seen;
}

audit::PlanQuestion read_asked(const Arguments& arguments, const std::string& command,
                               Reader& reader) {
  audit::PlanQuestion question;
  question.risk_limit = reader.share("--risk-limit").value_or(question.risk_limit);
  const auto errors = reader.list<double>("--errors", 2, 4, "O1,O2[,U1,U2], shares of the cards");
  if (!errors.empty()) {
    const auto at = [&](std::size_t i) { return i < errors.size() ? errors[i] : 0.0; };
    question.errors = {at(0), at(1), at(2), at(3)};
  }
  question.batch_cards = reader.cards("--batch-cards");
  question.container_cards = reader.cards("--container-cards");
  question.without_records = reader.share("--without-records");
  question.redacted = reader.share("--redacted");
  question.full_count_share = reader.share("--full-count-at").value_or(question.full_count_share);
  question.rates.card_minutes = reader.amount("--card-minutes");
  question.rates.container_minutes = reader.amount("--container-minutes");
  question.rates.tally_minutes = reader.amount("--tally-minutes");
  question.rates.hour_dollars = reader.amount("--hour-dollars");
  question.rates.round_dollars = reader.amount("--round-dollars");
  read_seen(reader, question);
  question.replicates = static_cast<std::uint64_t>(
      whole_option(arguments, command, "--replicates", 1, 100'000'000, 1000, reader.problems));
  question.seed = static_cast<std::uint64_t>(
      whole_option(arguments, command, "--seed", 0, INT64_MAX, 1, reader.problems));
  return question;
}

base::Result<std::vector<audit::PlanQuestion>> questions_of_file(const std::string& path,
                                                                 const audit::PlanQuestion& asked,
                                                                 bool own_risk_limit) {
  const auto text = workflow::read_small_text(path);
  if (!text) return text.problems();
  const auto document = base::parse_json(*text, path);
  if (!document) return document.problems();
  return workflow::plan_questions_of(*document, path, asked, own_risk_limit);
}

workflow::AuditPlaces read_places(const Arguments& arguments, base::Problems& problems) {
  workflow::AuditPlaces places;
  if (const auto id = arguments.one("--contest")) places.contest = election::ContestId{*id};
  for (const std::string& id : arguments.all("--place")) places.places.push_back({id});
  if (const auto text = arguments.one("--as-of")) {
    const auto day = base::Date::parse(*text);
    if (day) {
      places.as_of = *day;
    } else {
      problems.insert(problems.end(), day.problems().begin(), day.problems().end());
    }
  }
  return places;
}

}  // namespace

std::int64_t whole_option(const Arguments& arguments, const std::string& command,
                          const std::string& name, std::int64_t least, std::int64_t most,
                          std::int64_t otherwise, base::Problems& problems) {
  const auto text = arguments.one(name);
  if (!text) return otherwise;
  const auto read = parse_number<std::int64_t>(*text);
  if (read && *read >= least && *read <= most) return *read;
  problems.push_back(
      bad_value(command, name, *text, fmt::format("a whole number from {} to {}", least, most)));
  return otherwise;
}

Positional plan_package() {
  return {"PACKAGE", "an election package, unless --assertions or --votes are given", false, false,
          folders()};
}

std::vector<Option> plan_options() {
  return {
      {"--assertions", "FILE", "Contests as recanvass assertions -o wrote them", false, files()},
      {"--votes", "W,L", "Reported votes of the winner and of the closest loser"},
      {"--cards", "N", "All cards from which the audit draws (with --votes)"},
      {"--contest", "ID", "The package's contest (default: its first)"},
      {"--place", "ID", "A place of the package (default: those it names first); repeatable", true},
      {"--as-of", "DATE", "Use what was known on that day"},
      {"--risk-limit", "A", "The largest chance to confirm a wrong outcome (default .05)"},
      {"--errors", "O1,O2[,U1,U2]",
       "Shares of records with one or two votes too many or too few (default .001,.0001)"},
      {"--batch-cards", "N", "Cards of a batch"},
      {"--container-cards", "N", "Cards of a container"},
      {"--without-records", "P", "Share of cards that have no record of their own"},
      {"--redacted", "P", "Share of cards whose records are withheld"},
      {"--card-minutes", "M", "Minutes to find and read one drawn card"},
      {"--container-minutes", "M", "Minutes to fetch, open and reseal a container or batch"},
      {"--tally-minutes", "M", "Minutes to tally one card of a batch or of a full count"},
      {"--hour-dollars", "USD", "What an hour of that work costs"},
      {"--round-dollars", "USD", "What a round costs besides"},
      {"--seen", "N", "Cards read so far: plans what comes after them"},
      {"--seen-votes", "W,L", "Their votes for the winner and the loser"},
      {"--seen-errors", "O1,O2[,U1,U2]", "Their records with errors"},
      {"--full-count-at", "P",
       "Share of the cards at which single draws give way to a full count (default .25)"},
      {"--replicates", "N", "Simulated audits a design (default 1000)"},
      {"--seed", "N", "Of the simulation (default 1)"}};
}

base::Result<std::vector<audit::PlanQuestion>> read_plan_questions(const Arguments& arguments,
                                                                   const std::string& command) {
  Reader reader(arguments, command);
  audit::PlanQuestion asked = read_asked(arguments, command, reader);
  const auto votes = reader.list<std::int64_t>("--votes", 2, 2, "WINNER,LOSER");
  const auto cards = reader.cards("--cards");
  const workflow::AuditPlaces places = read_places(arguments, reader.problems);
  const auto package = arguments.one("PACKAGE");
  const auto assertions = arguments.one("--assertions");
  const int sources = (package ? 1 : 0) + (arguments.has("--votes") ? 1 : 0) + (assertions ? 1 : 0);
  if (sources != 1) {
    reader.problems.push_back(
        bad_value(command, "PACKAGE", package.value_or(""),
                  "one of a package, --assertions, and --votes with --cards"));
  }
  if (arguments.has("--votes") && !arguments.has("--cards")) {
    reader.problems.push_back(bad_value(command, "--cards", "", "the number of all cards"));
  }
  if (!reader.problems.empty()) return reader.problems;
  if (assertions) return questions_of_file(*assertions, asked, arguments.has("--risk-limit"));
  if (!package) {
    asked.name = "As given";
    asked.winner = "the winner";
    asked.loser = "the loser";
    asked.votes = {*cards, votes[0], votes[1]};
    return std::vector<audit::PlanQuestion>{asked};
  }
  const auto election = formats::read_package(*package);
  if (!election) return election.problems();
  return workflow::plan_questions(*election, places, asked);
}

}  // namespace recanvass::cli
