#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// A small reader of LaTeX: enough to say whether a text would compile as far as braces,
// environments, mathematics and the cells of its tables go.
class LatexReader {
 public:
  // What is wrong with it; empty where nothing is.
  static std::vector<std::string> faults_of(std::string_view text) {
    LatexReader reader(text);
    reader.read();
    return reader.faults_;
  }

 private:
  explicit LatexReader(std::string_view text) : text_(text) {}

  struct Open {
    std::string name;
    std::size_t columns = 0;  // of a tabular
    std::size_t depth = 0;    // of braces where it began
  };

  void fault(const std::string& what) {
    faults_.push_back("at " + std::to_string(at_) + ": " + what);
  }

  void read() {
    while (at_ < text_.size()) step();
    if (depth_ != 0) fault("braces left open");
    if (math_) fault("mathematics left open");
    for (const Open& open : open_) fault(open.name + " left open");
  }

  void step() {
    const char letter = text_[at_];
    if (letter == '\\') return command();
    ++at_;
    if (letter == '%') skip_line();
    if (letter == '{') ++depth_;
    if (letter == '}') depth_ == 0 ? fault("a brace too many") : void(--depth_);
    if (letter == '$') math_ = !math_;
    if (letter == '&') in_table() ? void(++cells_) : fault("& outside a table");
    if (letter == '#') fault("a bare #");
    if ((letter == '_' || letter == '^') && !math_) fault("a bare _ or ^");
    if (static_cast<unsigned char>(letter) < 0x20 && letter != '\n') fault("a control character");
  }

  [[nodiscard]] bool in_table() const {
    return !open_.empty() && open_.back().columns > 0 && open_.back().depth == depth_;
  }

  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void command() {
    ++at_;
    std::string name;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (at_ < text_.size() && is_letter(text_[at_])) name += text_[at_++];
    if (name.empty() && at_ < text_.size()) name = text_[at_++];
    static const std::vector<std::string> kKnown = {"\\",
                                                    "{",
                                                    "}",
                                                    "$",
                                                    "&",
                                                    "#",
                                                    "%",
                                                    "_",
                                                    ",",
                                                    "textbackslash",
                                                    "textasciitilde",
                                                    "textasciicircum",
                                                    "textless",
                                                    "textgreater",
                                                    "textbar",
                                                    "textquotedbl",
                                                    "pm",
                                                    "emph",
                                                    "multicolumn",
                                                    "toprule",
                                                    "midrule",
                                                    "bottomrule",
                                                    "caption",
                                                    "label",
                                                    "centering",
                                                    "medskip",
                                                    "par",
                                                    "footnotesize",
                                                    "linewidth",
                                                    "begin",
                                                    "end"};
    bool known = false;
    for (const std::string& each : kKnown) known = known || each == name;
    if (!known) fault("a command nobody wrote: " + name);
    if (name == "\\") end_row();
    if (name == "begin") open_.push_back(opened());
    if (name == "end") close(argument());
    if (name == "multicolumn") cells_ += number(argument()) - 1;
  }

  Open opened() {
    Open open{.name = argument(), .depth = depth_};
    if (open.name == "tabular") {
      open.columns = argument().size();
      cells_ = 1;
    }
    if (open.name == "minipage") argument();
    if (open.name == "table") skip_line();
    return open;
  }

  void close(const std::string& name) {
    if (open_.empty() || open_.back().name != name || open_.back().depth != depth_) {
      fault("\\end{" + name + "} without its beginning");
      return;
    }
    open_.pop_back();
  }

  void end_row() {
    if (!in_table()) return fault("\\\\ outside a table");
    if (cells_ != open_.back().columns)
      fault(std::to_string(cells_) + " cells in " + std::to_string(open_.back().columns) +
            " columns");
    cells_ = 1;
    std::size_t next = at_;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\n')) ++next;
    if (next < text_.size() && (text_[next] == '[' || text_[next] == '*'))
      fault("a row begins as an argument of \\\\");
  }

  std::string argument() {
    if (at_ >= text_.size() || text_[at_] != '{') return {};
    const std::size_t begin = ++at_;
    std::size_t deep = 1;
    while (at_ < text_.size() && deep > 0) {
      deep += text_[at_] == '{' ? 1 : 0;
      deep -= text_[at_] == '}' ? 1 : 0;
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin - 1));
  }

  static std::size_t number(const std::string& text) {
    std::size_t value = 0;
    for (const char digit : text) value = 10 * value + static_cast<std::size_t>(digit - '0');
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t cells_ = 1;
  bool math_ = false;
  std::vector<Open> open_;
  std::vector<std::string> faults_;
};

}  // namespace attune
