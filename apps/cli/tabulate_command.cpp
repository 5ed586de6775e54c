// recanvass tabulate: what cast vote records say, contest by contest, by a rule.
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "apps/cli/reported_votes.h"
#include "apps/cli/told_records.h"
#include "formats/card_input.h"
#include "formats/name_map.h"
#include "report/against_report.h"
#include "report/count_report.h"
#include "report/count_words.h"
#include "tabulate/contest_titles.h"
#include "tabulate/doubts.h"
#include "tabulate/find_card.h"
#include "tabulate/first_preferences.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

using tabulate::GroupBy;
using tabulate::Rule;

std::vector<std::string> rule_ids() {
  std::vector<std::string> ids;
  for (const Rule& rule : tabulate::rule_book()) ids.push_back(rule.id);
  return ids;
}

std::vector<std::string> group_kinds() {
  std::vector<std::string> kinds;
  for (const GroupBy by : tabulate::kinds_of_groups()) kinds.emplace_back(tabulate::name_of(by));
  return kinds;
}

std::vector<std::string> unit_kinds() {
  std::vector<std::string> kinds = group_kinds();
  kinds.emplace_back(tabulate::name_of(GroupBy::Everything));
  return kinds;
}

std::optional<GroupBy> group_named(const std::string& name) {
  for (const GroupBy by : tabulate::kinds_of_groups()) {
    if (tabulate::name_of(by) == name) return by;
  }
  if (name == tabulate::name_of(GroupBy::Everything)) return GroupBy::Everything;
  return std::nullopt;
}

// What was asked, as far as the records need not be read for it.
struct Asked {
  Rule rule = tabulate::usual_rule();
  bool rule_given = false;
  std::vector<GroupBy> groups;
  std::optional<ReportedAsk> against;
  formats::ReadingLimits limits;
};

void read_against(const Arguments& arguments, Asked& asked, base::Problems& problems) {
  const auto file = arguments.one("--against");
  if (!file) {
    for (const char* option : {"--unit", "--office", "--place", "--result-set", "--county", "--map",
                               "--map-unit", "--ignore"}) {
      if (!arguments.has(option)) continue;
      problems.push_back({"tabulate.against",
                          {"", 0, option},
                          "no --against",
                          "--against with a file of returns",
                          "Give --against as well, or leave the option out."});
    }
    return;
  }
  ReportedAsk ask;
  ask.file = *file;
  ask.office = arguments.one("--office").value_or("");
  ask.place = arguments.one("--place").value_or("");
  ask.result_set = arguments.one("--result-set").value_or("");
  ask.county = arguments.one("--county").value_or("");
  ask.ignore = arguments.all("--ignore");
  ask.choices = read_pairs(arguments, "--map", problems);
  for (auto& [text, unit] : read_pairs(arguments, "--map-unit", problems)) {
    ask.units[text] = unit;
  }
  if (const auto unit = arguments.one("--unit")) {
    ask.by = group_named(*unit);
    if (!ask.by) {
      problems.push_back(option_problem("tabulate.unit", "--unit", *unit,
                                        fmt::format("one of {}", fmt::join(unit_kinds(), ", "))));
    }
  }
  asked.against = std::move(ask);
}

base::Result<Asked> read_asked(const Arguments& arguments) {
  Asked asked;
  base::Problems problems;
  if (const auto id = arguments.one("--rule")) {
    const auto rule = tabulate::rule_named(*id);
    asked.rule_given = true;
    if (rule) {
      asked.rule = *rule;
    } else {
      problems.push_back(option_problem("tabulate.rule", "--rule", *id,
                                        fmt::format("one of {}", fmt::join(rule_ids(), ", ")),
                                        "Name one of these; --rules tells of each."));
    }
  }
  for (const std::string& text : arguments.all("--set")) {
    const auto changed = tabulate::with_setting(asked.rule, text);
    if (changed) {
      asked.rule = *changed;
    } else {
      problems.insert(problems.end(), changed.problems().begin(), changed.problems().end());
    }
  }
  for (const std::string& name : arguments.all("--by")) {
    const auto by = group_named(name);
    if (by) {
      asked.groups.push_back(*by);
    } else {
      problems.push_back(option_problem("tabulate.by", "--by", name,
                                        fmt::format("one of {}", fmt::join(unit_kinds(), ", "))));
    }
  }
  const auto needs = [&](const char* option, bool fits, const char* rules) {
    if (!arguments.has(option) || fits) return;
    problems.push_back({"tabulate.option-and-rule",
                        {"", 0, option},
                        "the rule " + asked.rule.id,
                        rules,
                        "Name such a rule with --rule, or leave the option out."});
  };
  needs("--precinct", std::holds_alternative<tabulate::OrderedStvRules>(asked.rule.method),
        "a rule that moves whole ballots by their order");
  needs("--as-ranked", tabulate::needs_ranks(asked.rule.method), "a rule that needs ranks");
  needs("--list", std::holds_alternative<tabulate::ListsRule>(asked.rule.method),
        "a rule that gives seats to lists");
  if (arguments.has("--csv") && (asked.groups.size() > 1 || arguments.has("--json"))) {
    problems.push_back({"tabulate.csv",
                        {"", 0, "--csv"},
                        arguments.has("--json") ? "--json as well" : "--by several times",
                        "one table",
                        "Ask for one table at a time."});
  }
  if (const auto how = arguments.one("--fusion"); how && *how != "add" && *how != "separate") {
    problems.push_back(option_problem("tabulate.fusion", "--fusion", *how, "add or separate"));
  }
  read_against(arguments, asked, problems);
  if (const auto limits = limits_of(arguments, "tabulate")) {
    asked.limits = *limits;
  } else {
    problems.insert(problems.end(), limits.problems().begin(), limits.problems().end());
  }
  if (arguments.all("FILE").empty()) {
    problems.push_back({"tabulate.file",
                        {"", 0, "FILE"},
                        "no file",
                        "cast vote records to count",
                        "Name a file, a folder or an archive; --rules alone lists the rules."});
  }
  if (!problems.empty()) return problems;
  return asked;
}

// Everything that is counted, and what a person said of it.
class Tabulation {
 public:
  Tabulation(const Arguments& arguments, const Asked& asked, const election::CardStore& store)
      : arguments_(arguments),
        asked_(asked),
        store_(store),
        titles_(tabulate::contest_titles(store)) {}

  base::Problems run() {
    const std::vector<std::uint32_t> chosen = chosen_contests();
    find_cards();
    const bool one_only = arguments_.has("--lot") || arguments_.has("--list");
    if (one_only && chosen.size() > 1) {
      problems_.push_back({"tabulate.one-contest",
                           {"", 0, arguments_.has("--lot") ? "--lot" : "--list"},
                           base::Json(chosen.size()).dump() + " contests",
                           "one contest",
                           "Name it with --contest, by its id where several have one name."});
    }
    if (!problems_.empty()) return problems_;
    for (const std::uint32_t index : chosen) count_one(index);
    return problems_;
  }

  [[nodiscard]] const std::vector<report::CountedContest>& counted() const { return counted_; }
  [[nodiscard]] const std::vector<report::AgainstReport>& against() const { return against_; }
  /// Contests that were counted by another rule than was asked, and why.
  [[nodiscard]] const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  // The contests that were asked for by id or name, else all.
  std::vector<std::uint32_t> chosen_contests() {
    const auto& contests = store_.contests();
    const auto asked = arguments_.all("--contest");
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t index = 0; index < contests.size(); ++index) {
      const bool wanted = std::ranges::any_of(
          asked, [&](const std::string& text) { return is_contest(contests[index], text); });
      if (asked.empty() || wanted) chosen.push_back(index);
    }
    for (const std::string& text : asked) {
      const bool known = std::ranges::any_of(contests, [&](const election::CardContest& contest) {
        return is_contest(contest, text);
      });
      if (known) continue;
      problems_.push_back(option_problem("tabulate.contest", "--contest", text,
                                         fmt::format("one of {}", fmt::join(titles_, "; "))));
    }
    return chosen;
  }

  void find_cards() {
    for (const std::string& name : arguments_.all("--path")) {
      const auto cards = tabulate::cards_named(store_, name);
      if (cards.empty()) {
        problems_.push_back(option_problem(
            "tabulate.card", "--path", name,
            "a card's imprinted id, record id or tabulator-batch-position, as the export has it",
            "Copy the id from the export."));
      }
      for (const std::uint64_t card : cards) cards_.emplace_back(name, card);
    }
  }

  void count_one(std::uint32_t index) {
    const election::CardContest& contest = store_.contests()[index];
    const bool as_ranked = arguments_.has("--as-ranked") && contest.ranks == 0;
    tabulate::Profile profile = tabulate::profile_of(store_, index);
    if (as_ranked) profile = tabulate::as_first_preferences(profile);
    const auto lists = read_lists(contest);
    const auto drawn = read_lots(contest);
    check_precincts();
    std::optional<tabulate::OrderedBallots> ballots;
    if (std::holds_alternative<tabulate::OrderedStvRules>(asked_.rule.method)) {
      ballots = tabulate::ordered_ballots_of(store_, index, arguments_.all("--precinct"));
    }
    if (!problems_.empty()) return;
    const tabulate::CountInput input{ballots ? ballots->profile : profile,
                                     ballots ? &*ballots : nullptr, lists ? &*lists : nullptr};
    Rule rule = asked_.rule;
    if (const std::string why = tabulate::why_not(input, rule); !why.empty()) {
      const std::string words =
          fmt::format("{} cannot be counted by {}, since {}", titles_[index], rule.id, why);
      if (arguments_.has("--contest")) {
        problems_.push_back({"tabulate.rule-and-contest",
                             {"", 0, "--rule"},
                             words,
                             "a rule that fits the contest",
                             "Name another rule; --rules lists them."});
        return;
      }
      remarks_.push_back(words + "; its votes are added up.");
      rule = tabulate::usual_rule();
    } else if (as_ranked) {
      remarks_.push_back(fmt::format(
          "{}: the records have no ranks; every mark was counted as a first preference, as was "
          "asked.",
          titles_[index]));
    } else if (!asked_.rule_given && contest.ranks > 0) {
      remarks_.push_back(
          fmt::format("{}: its choices are ranked; without --rule first preferences are added up.",
                      titles_[index]));
    }
    const tabulate::ChoiceVotes withheld = tabulate::withheld_votes(store_, index);
    report::CountedContest counted{tabulate::count_with_withheld(input, rule, drawn, withheld),
                                   {},
                                   {},
                                   {},
                                   {},
                                   titles_[index],
                                   withheld};
    counted.open = open_words(arguments_, store_, index);
    check_lots(counted.result, drawn.size());
    if (counted.open.empty()) compare_settings(input, rule, index, counted);
    counted.withheld_may_change = tabulate::withheld_may_change(input, counted.result, withheld);
    if (arguments_.has("--margins")) {
      counted.margins = tabulate::CountMargins();
      counted.margins->none = counted.open.empty() ? "what is withheld could change who is elected"
                                                   : "what the records mean is open";
      if (counted.open.empty() && !counted.withheld_may_change) {
        counted.margins = tabulate::margins_of(input, counted.result);
      }
    }
    add_paths(input, index, counted);
    for (const GroupBy by : asked_.groups) {
      counted.groups.push_back({std::string(tabulate::name_of(by)),
                                tabulate::unit_votes_of(store_, index, by, votes_max(contest))});
    }
    counted_.push_back(std::move(counted));
    if (asked_.against) compare(index);
  }

  void compare_settings(const tabulate::CountInput& input, const Rule& rule, std::uint32_t index,
                        report::CountedContest& counted) {
    if (!arguments_.has("--compare-rules")) return;
    if (tabulate::neighbours_of(rule).empty()) {
      remarks_.push_back(
          fmt::format("{}: the rule {} has no setting with a neighbour, so that none was tried.",
                      titles_[index], rule.id));
    } else {
      counted.comparison = tabulate::compare_rules(input, rule);
    }
  }

  static std::int64_t votes_max(const election::CardContest& contest) {
    return contest.ranks > 0 ? 1 : contest.vote_for;
  }

  // Candidates by list; no value: each choice is a list.
  std::optional<tabulate::CandidateLists> read_lists(const election::CardContest& contest) {
    if (!arguments_.has("--list")) return std::nullopt;
    std::map<std::string, std::string> list_of;
    for (const std::string& text : arguments_.all("--list")) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals == 0) {
        problems_.push_back(option_problem("tabulate.list", "--list", text, "LIST=CHOICE",
                                           "Write the list, =, and a choice on it."));
      } else {
        list_of[text.substr(equals + 1)] = text.substr(0, equals);
      }
    }
    tabulate::CandidateLists lists;
    for (const election::CardChoice& choice : contest.choices) {
      const auto found = list_of.contains(choice.id.text) ? list_of.find(choice.id.text)
                                                          : list_of.find(choice.name);
      if (found == list_of.end()) {
        problems_.push_back(option_problem("tabulate.list", "--list", choice.name,
                                           "a list for every choice",
                                           "Add --list LIST=CHOICE for it."));
        continue;
      }
      const auto at = std::ranges::find(lists.names, found->second) - lists.names.begin();
      if (at == std::ssize(lists.names)) lists.names.push_back(found->second);
      lists.list_of.push_back(static_cast<std::uint32_t>(at));
    }
    return lists;
  }

  std::vector<tabulate::ChoiceIndex> read_lots(const election::CardContest& contest) {
    std::vector<tabulate::ChoiceIndex> drawn;
    for (const std::string& text : arguments_.all("--lot")) {
      const auto found = std::ranges::find_if(contest.choices, [&](const auto& choice) {
        return choice.id.text == text || formats::equal_but_for_case(choice.name, text);
      });
      if (found == contest.choices.end()) {
        problems_.push_back(option_problem("tabulate.lot", "--lot", text, "a choice of the contest",
                                           "Write its name or id as the export does."));
        continue;
      }
      drawn.push_back(static_cast<tabulate::ChoiceIndex>(found - contest.choices.begin()));
    }
    return drawn;
  }

  void check_lots(const tabulate::ContestCount& result, std::size_t given) {
    if (result.lots.size() == given) return;
    const tabulate::Choices tied = tabulate::tied_of(result);
    problems_.push_back({"tabulate.lot",
                         {"", 0, "--lot"},
                         fmt::format("{} of {} lots are used", result.lots.size(), given),
                         tied.empty()
                             ? std::string("no further lot: the count asks for none")
                             : "a lot among " + report::choice_names_of(result.contest, tied),
                         "Give lots in the order in which the count asks for them."});
  }

  void check_precincts() {
    const auto& precincts = store_.names().precincts;
    for (const std::string& name : arguments_.all("--precinct")) {
      if (std::ranges::all_of(precincts, &std::string::empty)) {
        problems_.push_back(option_problem("tabulate.precinct", "--precinct", name,
                                           "no precinct, since the records name none",
                                           "Leave the option out."));
        continue;
      }
      if (std::ranges::find(precincts, name) != precincts.end()) continue;
      problems_.push_back(option_problem("tabulate.precinct", "--precinct", name,
                                         fmt::format("one of {}", fmt::join(precincts, "; "))));
    }
  }

  void add_paths(const tabulate::CountInput& input, std::uint32_t index,
                 report::CountedContest& counted) {
    for (const auto& [name, card] : cards_) {
      const auto marking = store_.marking(store_.place_of(card), index);
      report::CountedContest::Path path{name, std::nullopt};
      if (marking) {
        std::optional<std::size_t> ballot;
        if (input.ballots != nullptr) {
          const auto found = std::ranges::find(input.ballots->cards, card);
          ballot = static_cast<std::size_t>(found - input.ballots->cards.begin());
        }
        std::vector<election::Mark> marks(marking->marks.begin(), marking->marks.end());
        if (store_.contests()[index].ranks == 0 && input.profile.contest().ranks > 0) {
          marks = tabulate::first_preferences(marks);
        }
        path.path = tabulate::path_of_card(input, counted.result, {marking->state, marks}, ballot);
      }
      counted.paths.push_back(std::move(path));
    }
  }

  void compare(std::uint32_t index) {
    const auto reported = read_reported(*asked_.against, store_, index);
    const election::CardContest& contest = store_.contests()[index];
    if (!reported) {
      const auto& found = reported.problems();
      const bool other_contest = found.size() == 1 && found[0].cause == "against.contest";
      if (other_contest && !arguments_.has("--contest") && store_.contests().size() > 1) {
        remarks_.push_back(
            fmt::format("{}: the returns have no contest of that name.", titles_[index]));
      } else {
        problems_.insert(problems_.end(), found.begin(), found.end());
      }
      return;
    }
    const std::int64_t limit = votes_max(contest);
    auto recounted = tabulate::unit_votes_of(store_, index, reported->by, limit);
    auto withheld = tabulate::withheld_of(store_, index, reported->by, limit);
    std::vector<std::string> remarks = reported->remarks;
    if (reported->by == GroupBy::Everything && !withheld.totals.empty()) {
      recounted = tabulate::with_totals(recounted, withheld);
      withheld.totals.clear();
      remarks.emplace_back("The records' figures have the totals of withheld cards in them.");
    }
    const auto batches = reported->by == GroupBy::Batch
                             ? std::vector<tabulate::UnitBatch>()
                             : tabulate::unit_batches_of(store_, index, reported->by, limit);
    auto compared =
        tabulate::compare_with_returns(recounted, reported->votes, batches,
                                       tabulate::names_of_groups(store_, reported->by), withheld);
    if (!compared) {
      problems_.insert(problems_.end(), compared.problems().begin(), compared.problems().end());
      return;
    }
    tabulate::AgainstReturns against = std::move(compared).value();
    against.impossible = reported->impossible;
    against_.push_back({contest, titles_[index], std::string(tabulate::name_of(reported->by)),
                        asked_.against->file.filename().string(), std::move(remarks),
                        std::move(against)});
  }

  const Arguments& arguments_;
  const Asked& asked_;
  const election::CardStore& store_;
  std::vector<std::string> titles_;                           // by contest
  std::vector<std::pair<std::string, std::uint64_t>> cards_;  // of --path, by name and number
  std::vector<report::CountedContest> counted_;
  std::vector<report::AgainstReport> against_;
  std::vector<std::string> remarks_;
  base::Problems problems_;
};

// ---- the book of rules ----

ExitCode print_rules(const Arguments& arguments, const Console& console) {
  const report::Screen screen{console.columns, console.colour};
  base::Json list = base::Json::array();
  std::string text;
  for (const Rule& rule : tabulate::rule_book()) {
    base::Json one = report::rule_json(rule);
    one["settings"] = base::Json::array();
    text += report::headline(rule.id, screen);
    text += report::paragraph(rule.name, screen, 2);
    text += report::rule_text(rule, screen);
    for (const tabulate::SettingHelp& setting : tabulate::settings_of(rule)) {
      one["settings"].push_back({{"name", setting.name},
                                 {"what", setting.what},
                                 {"values", setting.values},
                                 {"is", setting.is}});
      text += report::labelled(fmt::format("{}={}", setting.name, setting.is),
                               fmt::format("{}: {}", setting.what, setting.values), 34, screen,
                               report::Tone::Plain, 4);
    }
    text += "\n";
    list.push_back(std::move(one));
  }
  if (arguments.has("--json")) {
    console.print_json({{"schema", "recanvass.tabulate/1"}, {"rules", std::move(list)}});
  } else {
    console.print(text);
  }
  return ExitCode::Answered;
}

// ---- answers ----

base::Json answer_json(const Tabulation& tabulation, const formats::CardImport& import) {
  std::vector<std::string> remarks = import.remarks;
  remarks.insert(remarks.end(), tabulation.remarks().begin(), tabulation.remarks().end());
  base::Json contests = base::Json::array();
  for (const auto& counted : tabulation.counted()) contests.push_back(report::count_json(counted));
  base::Json against = base::Json::array();
  for (const auto& one : tabulation.against()) against.push_back(report::against_json(one));
  return {{"schema", "recanvass.tabulate/1"},
          {"cards", import.store.cards().value()},
          {"withheld_rows", import.store.redacted().size()},
          {"remarks", std::move(remarks)},
          {"contests", std::move(contests)},
          {"against", std::move(against)}};
}

std::string answer_text(const Tabulation& tabulation, const formats::CardImport& import,
                        const report::Screen& screen) {
  std::string text;
  if (tabulation.against().empty()) {
    for (const auto& counted : tabulation.counted()) text += report::count_text(counted, screen);
  }
  for (const auto& one : tabulation.against()) text += report::against_text(one, screen);
  for (const std::string& remark : import.remarks) {
    text += report::paragraph("Note: " + remark, screen);
  }
  for (const std::string& remark : tabulation.remarks()) text += report::paragraph(remark, screen);
  if (!import.store.redacted().empty()) {
    text += report::paragraph(
        fmt::format("Rows of totals that stand for withheld cards: {}. Votes by choice have them; "
                    "groups of cards and units that are compared with returns do not.",
                    import.store.redacted().size()),
        screen);
  }
  return text;
}

ExitCode run_tabulate(const Arguments& arguments, const Console& console) {
  if (arguments.has("--rules")) return print_rules(arguments, console);
  const bool json = arguments.has("--json");
  const auto asked = read_asked(arguments);
  if (!asked) return console.refuse("tabulate", asked.problems(), json);
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all("FILE")) paths.emplace_back(path);
  auto read = formats::read_cards(paths, asked->limits);
  if (!read) return console.refuse("tabulate", read.problems(), json);
  formats::CardImport import = std::move(read).value();
  base::Problems problems = tell_records(arguments, import.store, import.remarks);
  if (!problems.empty()) return console.refuse("tabulate", problems, json);
  const auto styles = tabulate::remarks_on_styles(import.store);
  import.remarks.insert(import.remarks.end(), styles.begin(), styles.end());
  Tabulation tabulation(arguments, *asked, import.store);
  problems = tabulation.run();
  if (!problems.empty()) return console.refuse("tabulate", problems, json);
  if (json) {
    console.print_json(answer_json(tabulation, import));
  } else if (arguments.has("--csv")) {
    console.print(report::csv_text(report::count_table(tabulation.counted())));
    for (const std::string& remark : import.remarks) console.complain("Note: " + remark + "\n");
  } else {
    console.print(answer_text(tabulation, import, {console.columns, console.colour}));
  }
  const bool differs = std::ranges::any_of(
      tabulation.against(), [](const auto& one) { return !report::agrees(one.against); });
  // Returns of which no contest could be compared agree with nothing.
  const bool none = asked->against && tabulation.against().empty();
  return differs || none ? ExitCode::CheckFailed : ExitCode::Answered;
}

std::vector<Option> tabulate_options() {
  std::vector<Option> options = {
      {"--contest", "ID", "Only this contest, by its id or name.", true},
      {"--rule", "ID", "Count by this rule (below); --rules tells of each.", false,
       one_of(rule_ids())},
      {"--set", "NAME=VALUE", "Change one setting of the rule: places=3.", true},
      {"--lot", "CHOICE", "On whom a lot fell, in the order in which they are asked for.", true},
      {"--as-ranked", "", "Count marks without ranks as first preferences."},
      {"--list", "LIST=CHOICE", "The list a choice stands on, one for each choice.", true},
      {"--fusion", "HOW", "Lines of one candidate: add them up, or keep them separate.", false,
       one_of({"add", "separate"})},
      {"--split", "CONTEST=CHOICE", "Two contests of one title: the second begins here.", true},
      {"--one-contest", "ID", "One contest, though many cards have too many marks.", true},
      {"--precinct", "NAME", "Where whole ballots move: the order of precincts drawn.", true},
      {"--path", "BALLOT", "Follow a card: imprinted id or tabulator-batch-position.", true},
      {"--compare-rules", "", "Say whether who wins depends on a single setting."},
      {"--margins", "", "Say how far the result is from another one."},
      {"--by", "KIND", "Votes by batch, style, tabulator, precinct, counting-group.", true,
       one_of(unit_kinds())},
      {"--csv", "", "Print the votes as a table that --against reads."},
      {"--against", "RETURNS", "Compare with a file of returns, unit by unit.", false, files()},
      {"--unit", "KIND", "What the units of the returns are (default: found by their names).",
       false, one_of(unit_kinds())},
      {"--office", "TEXT", "How the returns name the contest."},
      {"--place", "TEXT", "Of which place, where the returns have several."},
      {"--result-set", "ID", "Of which result set, where the returns have several."},
      {"--county", "TEXT", "Only this county's units of the returns."},
      {"--map", "TEXT=CHOICE", "Who is meant by a text of the returns.", true},
      {"--map-unit", "TEXT=UNIT", "Which unit is meant by a text of the returns.", true},
      {"--ignore", "TEXT", "A choice or unit of the returns to leave out.", true},
      {"--rules", "", "List every rule with its citation and settings."}};
  for (Option& option : limit_options()) options.push_back(std::move(option));
  return options;
}

}  // namespace

Command tabulate_command() {
  Command command;
  command.name = "tabulate";
  command.summary = "Count cast vote records, contest by contest, by a rule";
  command.description =
      "Reads what `recanvass inspect` reads and counts every contest: votes by choice, and the\n"
      "cards that count for nobody by cause; with --rule by a method or by the rules of a place,\n"
      "with its citation and every round. A tie that only a lot can break is said, never broken.\n"
      "Where the returns differ from the records, --against names what would turn one into the\n"
      "other: a likely cause to look for, never a finding. It exits with 1 where any unit "
      "differs, or no contest is in both.\n\n"
      "Rules: " +
      fmt::format("{}", fmt::join(rule_ids(), ", ")) +
      ".\n\n"
      "Examples:\n"
      "  recanvass tabulate CVR_Export.zip\n"
      "  recanvass tabulate cvr.csv --contest \"Mayor\" --margins --json\n"
      "  recanvass tabulate mayor.xlsx --rule us-mn-minneapolis --compare-rules\n"
      "  recanvass tabulate council.csv --rule stv --set places=3 --path 9-4-17\n"
      "  recanvass tabulate cvr.csv --against precincts.csv --office \"MAYOR\"\n";
  command.positionals = {
      {"FILE", "A file, a folder or an archive; several are read together.", false, true, files()}};
  command.options = tabulate_options();
  command.run = run_tabulate;
  return command;
}

}  // namespace recanvass::cli
