"""Picture agencies with an interface of their own: Getty Images and Shutterstock."""
