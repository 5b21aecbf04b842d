#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace attune {

enum class Role { System, User, Assistant };

std::string_view to_text(Role role);  // "system", "user", "assistant"

struct Text {
  std::string text;
  bool operator==(const Text&) const = default;
};

// One piece of a message. Images and sounds will stand beside Text.
using Part = std::variant<Text>;

struct Message {
  Role role = Role::User;
  std::vector<Part> parts;
  bool operator==(const Message&) const = default;
};

Message text_message(Role role, std::string text);

// The text parts of a message, one after the other.
std::string text_of(const Message& message);

}  // namespace attune
