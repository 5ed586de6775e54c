#include "report/code_words.h"

#include <algorithm>

namespace recanvass::report {

std::string code_words(Language language, std::string_view group, std::string_view code) {
  std::string key = std::string(group) + "." + std::string(code);
  std::ranges::replace(key, '-', '_');
  const auto found = std::ranges::lower_bound(sayings(), key, {}, &Saying::key);
  if (found == sayings().end() || found->key != key) return std::string(code);
  return found->in(language);
}

}  // namespace recanvass::report
