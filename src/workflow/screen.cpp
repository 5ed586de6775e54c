#include "workflow/screen.h"

#include "base/figures.h"
#include "base/sha256.h"
#include "election/known.h"
#include "formats/package_reader.h"
#include "formats/screening_tables.h"
#include "formats/text.h"
#include "formats/topo_shapes.h"
#include "screen/control.h"
#include "workflow/screen_rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;
constexpr const char* kQuestionsFile = "screening.toml";
constexpr std::uint64_t kStreamsEach = 10'000'000;  // random streams that one question may use

struct Questions {
  formats::ScreeningFile file;
  std::string sha256;
};

base::Result<Questions> read_questions(const fs::path& package) {
  const fs::path path = package / kQuestionsFile;
  std::error_code error;
  if (!fs::exists(path, error)) {
    return base::Problem{"screen.no-questions",
                         {path.string(), 0, ""},
                         "no such file",
                         "the questions of the screening, written before figures are looked at",
                         "Write screening.toml; docs/formats/screening.md says how, and "
                         "examples/wisconsin-2016-screening is one."};
  }
  auto bytes = formats::read_bytes(path, kQuestionsFile);
  if (!bytes) return bytes.problems();
  const std::string hash = base::hex(base::sha256(*bytes));
  auto text = formats::decode_text(std::move(bytes).value(), kQuestionsFile);
  if (!text) return text.problems();
  auto file = formats::parse_screening(text->text, kQuestionsFile);
  if (!file) return file.problems();
  return Questions{std::move(file).value(), hash};
}

base::Result<screen::UnitShapes> read_shapes(const fs::path& path) {
  const std::string name = path.filename().string();
  auto bytes = formats::read_bytes(path, name);
  if (!bytes) return bytes.problems();
  const auto text = formats::decode_text(std::move(bytes).value(), name);
  if (!text) return text.problems();
  return formats::read_topo_shapes(text->text, name);
}

std::string name_of_choice(const election::Contest& contest, const election::ChoiceId& id) {
  const election::Choice* choice = contest.find(id);
  return choice == nullptr ? id.text : choice->name;
}

// The lead as the named result set reported it.
base::Problems take_lead(const fs::path& package, const formats::ScreeningFile& questions,
                         screen::Screening& out) {
  if (questions.result_set.empty()) return {};
  const auto election = formats::read_package(package);
  if (!election) return election.problems();
  out.election = election->name;
  const election::ResultSet* set = election->find(election::ResultSetId{questions.result_set});
  if (set == nullptr) {
    return {{"screen.unknown-result-set",
             {kQuestionsFile, 0, "result_set"},
             "\"" + questions.result_set + "\"",
             "the id of a result set of election.toml",
             "Correct the id."}};
  }
  out.result_set = set->id.text;
  const election::Contest* contest = election->find(set->contest);
  const auto standing = election::standing_of(*contest, *set);
  if (!standing) return {};
  out.lead = {name_of_choice(*contest, standing->leader),
              name_of_choice(*contest, standing->runner_up),
              standing->reported_margin,
              set->id.text,
              standing->leader_votes,
              standing->runner_up_votes,
              standing->total_votes};
  return {};
}

std::size_t level_index(const formats::ScreeningFile& file, const std::string& id) {
  std::size_t index = 0;
  while (index < file.levels.size() && file.levels[index].id != id) ++index;
  RECANVASS_CHECK(index < file.levels.size());
  return index;
}

screen::AskedOf asked_of(const screen::Question& question, const formats::ScreeningFile& file,
                         const std::vector<formats::LevelTable>& tables) {
  screen::AskedOf asked;
  const formats::LevelTable& own = tables[level_index(file, question.level)];
  asked.missing = own.missing;
  if (own.missing.empty()) asked.table = &own.table;
  if (const auto* curve = std::get_if<screen::CurveAsk>(&question.ask)) {
    if (curve->elsewhere) {
      const formats::LevelTable& other = tables[level_index(file, curve->elsewhere->level)];
      if (other.missing.empty()) asked.elsewhere = &other.table;
    }
  }
  return asked;
}

// Seen and not accounted for, and settled by reading ballots. What arithmetic shows is settled by
// counting ballots, not by reading a sample of them.
bool is_planned_for(const screen::Answered& answer) {
  const screen::Remainder left = answer.finding.remainder;
  // What is no farther out than ordinary places are is where to look, and no reason to count.
  const bool ordinary = answer.odd && answer.finding.p && *answer.finding.p > screen::kLevel;
  return answer.question.reads_ballots && !answer.finding.arithmetic && !ordinary &&
         (left == screen::Remainder::Unexplained || left == screen::Remainder::NotTold);
}

// What was recorded of the unit is known and can be.
bool can_be_planned(const screen::PaperTarget& target) {
  if (!target.leader || !target.runner_up || !target.in_question) return false;
  const std::int64_t cards = target.ballots.value();
  const std::int64_t off = target.in_question->value();
  return off > 0 && off <= cards && target.leader->value() + target.runner_up->value() <= cards;
}

// What is to be shown of one unit, with what was recorded there.
base::Json assertion_of(const screen::Answered& answer, const screen::PaperTarget& target) {
  // A list, as std::minmax of two values that are gone refers to them.
  const auto [fewer, more] = std::minmax({target.leader->value(), target.runner_up->value()});
  const std::int64_t off = target.in_question->value();
  return {{"words", fmt::format("the count of {} is off by fewer than {} ({})", target.unit,
                                base::counted(off, "vote", "votes"), answer.finding.title)},
          {"recorded", {{"cards", target.ballots.value()}, {"winner", more}, {"loser", fewer}}},
          {"off_by", off}};
}

}  // namespace

std::size_t targets_without_figures(const screen::Screening& screening) {
  std::size_t units = 0;
  for (const screen::Answered& answer : screening.answers) {
    if (!is_planned_for(answer)) continue;
    for (const screen::PaperTarget& target : answer.finding.paper) {
      if (!can_be_planned(target)) ++units;
    }
  }
  return units;
}

std::size_t questions_without_figures(const screen::Screening& screening) {
  return static_cast<std::size_t>(
      std::ranges::count_if(screening.answers, [](const screen::Answered& answer) {
        return !screen::was_looked_at(answer.finding.remainder);
      }));
}

base::Result<screen::Screening> screen_package(const ScreenAsk& ask, base::Executor& executor) {
  auto questions = read_questions(ask.package);
  if (!questions) return questions.problems();
  const formats::ScreeningFile& file = questions->file;
  screen::Screening out;
  auto problems = take_lead(ask.package, file, out);
  auto tables = formats::make_tables(file, {ask.package, ask.figures});
  if (!tables) problems.insert(problems.end(), tables.problems().begin(), tables.problems().end());
  if (ask.shapes) {
    auto shapes = read_shapes(*ask.shapes);
    if (shapes) {
      out.shapes = std::move(shapes).value();
    } else {
      problems.insert(problems.end(), shapes.problems().begin(), shapes.problems().end());
    }
  }
  if (!problems.empty()) return problems;
  out.title = file.title;
  out.seed = file.seed;
  out.resamples = ask.resamples;
  out.questions_sha256 = questions->sha256;
  for (const formats::LevelTable& level : *tables) {
    out.joined.insert(out.joined.end(), level.joined.begin(), level.joined.end());
  }
  std::uint64_t stream = 0;
  for (const screen::Question& question : file.questions) {
    screen::AskedOf asked = asked_of(question, file, *tables);
    asked.lead = out.lead;
    asked.resamples = ask.resamples;
    asked.key = {file.seed, stream};
    stream += kStreamsEach;
    const screen::AnswerOne answer_one = [&](const screen::Question& one,
                                             const screen::AskedOf& of) {
      const auto* rules = std::get_if<screen::RulesAsk>(&one.ask);
      return rules != nullptr && of.table != nullptr ? answer_rules(one, *rules, of)
                                                     : screen::answer_question(one, of, executor);
    };
    if (ask.by_group) {
      out.survey.push_back(screen::survey_groups(question, asked, answer_one));
    } else {
      out.answers.push_back(answer_one(question, asked));
    }
  }
  screen::correct_for_many(out.answers);
  return out;
}

base::Json plan_of_targets(const screen::Screening& screening) {
  struct Contest {
    std::string name;
    std::int64_t cards = 0;
    base::Json assertions = base::Json::array();
  };
  std::vector<Contest> contests;
  for (const screen::Answered& answer : screening.answers) {
    if (!is_planned_for(answer)) continue;
    for (const screen::PaperTarget& target : answer.finding.paper) {
      if (!can_be_planned(target)) continue;
      const std::int64_t cards = target.ballots.value();
      auto contest = std::find_if(contests.begin(), contests.end(), [&](const Contest& one) {
        return one.name == target.unit && one.cards == cards;
      });
      if (contest == contests.end()) {
        contest = contests.insert(contests.end(), Contest{target.unit, cards});
      }
      contest->assertions.push_back(assertion_of(answer, target));
    }
  }
  base::Json list = base::Json::array();
  for (Contest& contest : contests) {
    list.push_back({{"name", contest.name}, {"assertions", std::move(contest.assertions)}});
  }
  return {{"schema", "recanvass.audit-contests/1"}, {"contests", std::move(list)}};
}

}  // namespace recanvass::workflow
