#include "screen/finding.h"

#include <algorithm>
#include <array>

namespace recanvass::screen {
namespace {

// Stems: what begins with one is one. An accusation is for people with evidence, not for a screen.
constexpr std::array<std::string_view, 12> kAccusing = {
    // tidy: neutral-voice the list of words that findings may not use
    "fraud", "rigg",    "stolen", "steal",  "stole", "cheat",
    "hack",  "crooked", "theft",  "tamper", "forge", "manipulat"};

bool starts_word(const std::string& text, std::size_t at) {
  return at == 0 || !(text[at - 1] >= 'a' && text[at - 1] <= 'z');
}

}  // namespace

std::string name_of(FactStanding standing) {
  switch (standing) {
    case FactStanding::CannotTell: return "cannot tell";
    case FactStanding::Holds: return "holds";
    case FactStanding::HoldsNot: return "does not hold";
  }
  return {};
}

std::string name_of(Remainder remainder) {
  switch (remainder) {
    case Remainder::NotChecked: return "not checked";
    case Remainder::Told: return "told, not a test";
    case Remainder::Refused: return "refused, and why";
    case Remainder::NothingSeen: return "nothing seen";
    case Remainder::NotTold: return "not told from chance";
    case Remainder::Explained: return "explained";
    case Remainder::Unexplained: return "unexplained";
  }
  return {};
}

bool was_looked_at(Remainder remainder) { return remainder != Remainder::NotChecked; }

bool is_tested(Remainder remainder) {
  return was_looked_at(remainder) && remainder != Remainder::Told &&
         remainder != Remainder::Refused;
}

std::string accusing_word(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (const std::string_view stem : kAccusing) {
    for (std::size_t at = lower.find(stem); at != std::string::npos;
         at = lower.find(stem, at + 1)) {
      if (!starts_word(lower, at)) continue;
      std::size_t end = at;
      while (end < lower.size() && lower[end] >= 'a' && lower[end] <= 'z') ++end;
      return lower.substr(at, end - at);
    }
  }
  return {};
}

std::string accusing_word(const Finding& finding) {
  std::vector<std::string> texts{finding.id,
                                 finding.family,
                                 finding.title,
                                 finding.fact_words,
                                 finding.remainder_words,
                                 finding.null_words,
                                 finding.base_rate_words,
                                 finding.votes_words,
                                 finding.paper_words};
  texts.insert(texts.end(), finding.innocent.begin(), finding.innocent.end());
  for (const PaperTarget& target : finding.paper) texts.push_back(target.why);
  texts.insert(texts.end(), finding.further.begin(), finding.further.end());
  for (const std::string& text : texts) {
    if (auto word = accusing_word(text); !word.empty()) return word;
  }
  return {};
}

}  // namespace recanvass::screen
