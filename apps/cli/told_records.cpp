#include "apps/cli/told_records.h"

#include "base/figures.h"
#include "election/told_contests.h"
#include "formats/text.h"
#include "report/count_words.h"
#include "tabulate/doubts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

bool is_said(const Arguments& arguments, const char* option, const election::CardContest& contest) {
  return std::ranges::any_of(arguments.all(option),
                             [&](const std::string& text) { return is_contest(contest, text); });
}

// Which contests are two, by --split CONTEST=CHOICE.
std::vector<election::ToldContest> told_split(const Arguments& arguments,
                                              const election::CardStore& store,
                                              base::Problems& problems) {
  std::vector<election::ToldContest> told;
  for (const auto& [text, choice_text] : read_pairs(arguments, "--split", problems)) {
    std::optional<election::ToldContest> split;
    for (std::uint32_t i = 0; i < store.contests().size() && !split; ++i) {
      const election::CardContest& contest = store.contests()[i];
      const bool again = std::ranges::find(told, i, &election::ToldContest::contest) != told.end();
      if (!is_contest(contest, text) || again) continue;
      const auto choice = std::ranges::find_if(contest.choices, [&](const auto& one) {
        return one.id.text == choice_text || formats::equal_but_for_case(one.name, choice_text);
      });
      split = election::split_before(
          contest, i, static_cast<election::ChoiceIndex>(choice - contest.choices.begin()));
    }
    if (split) {
      told.push_back(*std::move(split));
    } else {
      problems.push_back(option_problem("tabulate.split", "--split", text + "=" + choice_text,
                                        "a contest once, and a choice of it behind its first",
                                        "Write them as the export does: CONTEST=CHOICE."));
    }
  }
  return told;
}

// Which lines are one candidate, by --fusion add; what the cards say of each is remarked.
std::vector<election::ToldContest> told_lines(const election::CardStore& store,
                                              std::vector<std::string>& remarks) {
  std::vector<election::ToldContest> told;
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const election::CardContest& contest = store.contests()[i];
    const auto all = election::party_lines_of(contest);
    if (all.empty()) continue;
    const tabulate::Profile profile = tabulate::profile_of(store, i);
    for (const election::PartyLines& one : all) {
      const auto cards = tabulate::marked_lines(profile, one);
      std::vector<std::string> lines;
      for (std::size_t line = 0; line < one.lines.size(); ++line) {
        lines.push_back(fmt::format("{} alone on {}",
                                    report::choice_name_of(contest, one.lines[line]),
                                    base::counted(cards.alone[line].value(), "card", "cards")));
      }
      remarks.push_back(
          fmt::format("{}: the lines of {} are added up: {}; several of them on {}, "
                      "each of which counts once.",
                      contest.name, one.name, fmt::join(lines, ", "),
                      base::counted(cards.several.value(), "card", "cards")));
    }
    told.push_back(election::with_lines_added(contest, i));
  }
  return told;
}

}  // namespace

base::Problem option_problem(const char* cause, const char* option, const std::string& found,
                             std::string wanted, std::string mend) {
  return {cause, {"", 0, option}, "\"" + found + "\"", std::move(wanted), std::move(mend)};
}

std::vector<std::pair<std::string, std::string>> read_pairs(const Arguments& arguments,
                                                            const char* option,
                                                            base::Problems& problems) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& text : arguments.all(option)) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0) {
      problems.push_back(option_problem("tabulate.map", option, text, "TEXT=NAME",
                                        "Write the file's text, =, and the records' name."));
    } else {
      pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return pairs;
}

bool is_contest(const election::CardContest& contest, const std::string& text) {
  return text == contest.id.text || formats::equal_but_for_case(contest.name, text);
}

base::Problems tell_records(const Arguments& arguments, election::CardStore& store,
                            std::vector<std::string>& remarks) {
  base::Problems problems;
  const auto split = told_split(arguments, store, problems);
  for (const std::string& text : arguments.all("--one-contest")) {
    const bool known = std::ranges::any_of(
        store.contests(), [&](const auto& contest) { return is_contest(contest, text); });
    if (known) continue;
    problems.push_back(option_problem("tabulate.one-title", "--one-contest", text,
                                      "a contest of the records",
                                      "Write its name or id as the export does."));
  }
  if (!problems.empty()) return problems;
  if (!split.empty()) store = election::retold(store, split);
  if (arguments.one("--fusion") != "add") return {};
  const auto added = told_lines(store, remarks);
  if (!added.empty()) store = election::retold(store, added);
  return {};
}

std::string open_words(const Arguments& arguments, const election::CardStore& store,
                       std::uint32_t index) {
  const election::CardContest& contest = store.contests()[index];
  std::string words;
  for (const election::PartyLines& one : election::party_lines_of(contest)) {
    if (arguments.has("--fusion")) break;
    std::vector<std::string> lines;
    for (const auto line : one.lines) {
      lines.push_back(report::choice_name_of(contest, line));
    }
    words +=
        fmt::format("{} stands on {} lines: {}. ", one.name, lines.size(), fmt::join(lines, ", "));
  }
  if (!words.empty()) {
    words +=
        "Say --fusion add where the law adds the lines of a candidate up, so that a card which "
        "marks several of them counts once, or --fusion separate where each is a choice of its "
        "own. ";
  }
  const auto many = tabulate::too_many_marks(tabulate::profile_of(store, index));
  if (many.may_be_two_contests() && !is_said(arguments, "--one-contest", contest)) {
    words += fmt::format(
        "{} of {} cards with a mark have more marks than may be given, and only its title tells "
        "the contest from the next. If two contests of that title stand side by side, say with "
        "which choice the second begins, as --split \"{}={}\"; if it is one, say --one-contest "
        "\"{}\". ",
        many.above.value(), many.marked.value(), contest.id.text,
        report::choice_name_of(contest, many.second), contest.id.text);
  }
  if (words.empty()) return words;
  return "Nobody is named before that is said: " + words.substr(0, words.size() - 1);
}

}  // namespace recanvass::cli
