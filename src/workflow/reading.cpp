#include "workflow/reading.h"

#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

constexpr const char* kBlank = "blank";
constexpr const char* kOver = "over";
constexpr const char* kNotCounted = "not-counted";

bool is_one_word(const base::Json& written, const char* word) {
  return written.size() == 1 && written[0] == word;
}

base::Problem wrong_reading(const char* field, const base::Json& written, std::string wanted) {
  base::Problem problem =
      refusal("challenge.reading", written.dump(), std::move(wanted),
              "Write the ids of the choices that got a vote, or one word alone.");
  problem.place.column = field;
  return problem;
}

}  // namespace

base::Problems reading_problems(const Setup& setup, const base::Json& written, const char* field) {
  if (is_one_word(written, kBlank) || is_one_word(written, kOver) ||
      is_one_word(written, kNotCounted)) {
    return {};
  }
  std::vector<std::string> seen;
  for (const base::Json& item : written) {
    const auto& id = item.get_ref<const std::string&>();
    if (!setup.has_choice(id)) {
      return {wrong_reading(field, written,
                            "choices of the contest, or [\"blank\"], [\"over\"], "
                            "[\"not-counted\"]")};
    }
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
      return {wrong_reading(field, written, "each choice once")};
    }
    seen.push_back(id);
  }
  if (static_cast<std::int64_t>(seen.size()) > setup.vote_for) {
    return {wrong_reading(field, written,
                          fmt::format("at most {} choices; more is [\"over\"]", setup.vote_for))};
  }
  return {};
}

Reading reading_in(const Setup& setup, const base::Json& written) {
  if (is_one_word(written, kBlank)) return {};
  if (is_one_word(written, kOver)) return {ReadingKind::Overvoted, {}};
  if (is_one_word(written, kNotCounted)) return {ReadingKind::NotCounted, {}};
  Reading reading;
  for (const SetupChoice& choice : setup.choices) {
    if (std::find(written.begin(), written.end(), choice.id) != written.end()) {
      reading.choices.push_back(choice.id);
    }
  }
  return reading;
}

base::Json to_json(const Reading& reading) {
  switch (reading.kind) {
    case ReadingKind::Marked:
      return reading.choices.empty() ? base::Json::array({kBlank}) : base::Json(reading.choices);
    case ReadingKind::Overvoted: return base::Json::array({kOver});
    case ReadingKind::NotCounted: return base::Json::array({kNotCounted});
  }
  return {};
}

std::string words_of(const Setup& setup, const Reading& reading) {
  switch (reading.kind) {
    case ReadingKind::Marked: break;
    case ReadingKind::Overvoted: return "overvoted";
    case ReadingKind::NotCounted: return "not counted";
  }
  if (reading.choices.empty()) return "blank";
  std::vector<std::string> names;
  for (const SetupChoice& choice : setup.choices) {
    if (std::find(reading.choices.begin(), reading.choices.end(), choice.id) !=
        reading.choices.end()) {
      names.push_back(choice.name);
    }
  }
  return fmt::format("{}", fmt::join(names, " and "));
}

}  // namespace recanvass::workflow
