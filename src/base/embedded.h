// Files that were put into the program when it was built (cmake/embed.cmake), so that it answers
// with nothing beside it.
#pragma once

#include <string_view>
#include <vector>

namespace recanvass::base {

/// A file's path inside the source tree's folder it came from, and its text. Lives for ever.
struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

}  // namespace recanvass::base
